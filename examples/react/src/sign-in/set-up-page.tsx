import { useState } from 'react'
import { auth } from '../auth/clients.ts'
import { Page } from '../layout/page'
import { RecoveryCodes } from '../recovery-codes/recovery-codes'
import { useTexts } from '../texts/language.ts'
import { TotpSetup } from '../totp/totp-setup'
import type { TotpEnabled } from '../totp/use-confirm-totp.ts'
import type { StepProps } from './pending-sign-in.ts'

/** This account needs a second factor. Its first code also signs in. */
export function SetUpPage({ pending, onCancel, onOver }: StepProps) {
  const { setUp: texts, recoveryCodes } = useTexts()
  const [enabled, setEnabled] = useState<TotpEnabled | null>(null)
  const onEnabled = (result: TotpEnabled) => (result.recoveryCodes === null ? proceed(result) : setEnabled(result))
  if (enabled !== null) {
    return (
      <Page title={recoveryCodes.title} lead={recoveryCodes.lead} step="codes">
        <RecoveryCodes codes={enabled.recoveryCodes ?? []} />
        <button type="button" className="primary" onClick={() => proceed(enabled)}>
          {recoveryCodes.kept}
        </button>
      </Page>
    )
  }
  return (
    <Page title={texts.title} lead={texts.lead} step="totp">
      <TotpSetup signInToken={pending.signInToken} onEnabled={onEnabled} onOver={onOver} />
      <p className="aside">
        <button type="button" className="quiet" onClick={onCancel}>
          {texts.later}
        </button>
      </p>
    </Page>
  )
}

/** Not before the codes were seen: the page of those who are signed in would take the place of this one. */
function proceed({ signedIn }: TotpEnabled): void {
  if (signedIn !== null) void auth.adopt({ __typename: 'SignedIn', ...signedIn })
}
