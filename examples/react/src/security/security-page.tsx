import { useAuthConfigQuery } from 'latchkey/client/hooks'
import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { useTexts } from '../texts/language.ts'
import { EventsSection } from './events-section'
import { PasskeysSection } from './passkeys-section'
import { PasswordSection } from './password-section'
import { RecoveryCodesSection } from './recovery-codes-section'
import { SessionsSection } from './sessions-section'
import { TotpSection } from './totp-section'
import { WithFactors } from './with-factors'

interface Done {
  said: string | null
  /** How often something was done. */
  count: number
}

export function SecurityPage() {
  const { security: texts, totp: app } = useTexts()
  const [{ said, count }, setDone] = useState<Done>({ said: null, count: 0 })
  const config = useAuthConfigQuery().data?.authConfig
  return (
    <Page title={texts.title} lead={texts.lead} step={count}>
      <Status message={said} />
      <WithFactors>
        {({ hasPassword, totp, passkeys, recoveryCodesLeft }, refetch) => (
          <ul className="sections">
            <PasswordSection hasPassword={hasPassword} />
            {((config?.passkeys ?? true) || passkeys.length > 0) && <PasskeysSection count={passkeys.length} />}
            {((config?.totp ?? true) || totp !== null) && (
              <TotpSection
                totp={totp}
                onRemoved={() => refetch().then(() => setDone({ said: app.removed, count: count + 1 }))}
              />
            )}
            {(totp !== null || passkeys.length > 0) && <RecoveryCodesSection left={recoveryCodesLeft ?? 0} />}
            <SessionsSection />
            <EventsSection />
          </ul>
        )}
      </WithFactors>
    </Page>
  )
}
