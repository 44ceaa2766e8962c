import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { NewRecoveryCodes } from '../recovery-codes/new-recovery-codes'
import { Link } from '../routing/link'
import { WithFactors } from '../security/with-factors'
import { useTexts } from '../texts/language.ts'
import { TotpSetup } from './totp-setup'
import type { TotpEnabled, TotpSetupProps } from './use-confirm-totp.ts'

/** Where a user who is signed in sets an authenticator app up. */
export function AuthenticatorPage() {
  const { totp: texts, security } = useTexts()
  const [enabled, setEnabled] = useState<TotpEnabled | null>(null)
  const codes = enabled?.recoveryCodes ?? null
  return (
    <Page title={texts.title} lead={enabled === null ? texts.lead : undefined} step={enabled === null ? '' : 'enabled'}>
      <Status message={enabled && texts.enabled} />
      {enabled === null && <SetUp onEnabled={setEnabled} />}
      {codes !== null && <NewRecoveryCodes codes={codes} />}
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}

function SetUp({ onEnabled }: Pick<TotpSetupProps, 'onEnabled'>) {
  const { totp: texts } = useTexts()
  return (
    <WithFactors>
      {({ totp }, refetch) =>
        totp === null ? (
          <TotpSetup
            signInToken={null}
            onEnabled={(result) => {
              onEnabled(result)
              void refetch()
            }}
            onOver={() => undefined}
          />
        ) : (
          <p>{texts.enabled}</p>
        )
      }
    </WithFactors>
  )
}
