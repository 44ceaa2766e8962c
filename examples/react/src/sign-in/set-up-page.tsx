import { useState } from 'react'
import { auth } from '../auth/clients.ts'
import { Page } from '../layout/page'
import { canUsePasskeys } from '../passkeys/credentials.ts'
import type { PasskeyAdded } from '../passkeys/use-add-passkey.ts'
import { RecoveryCodes } from '../recovery-codes/recovery-codes'
import { useTexts } from '../texts/language.ts'
import type { TotpEnabled } from '../totp/use-confirm-totp.ts'
import type { StepProps } from './pending-sign-in.ts'
import { type Factor, SetUpFactor } from './set-up-factor'

type Added = Pick<TotpEnabled | PasskeyAdded, 'recoveryCodes' | 'signedIn'>

/** This account needs a second factor. Setting it up also signs in. */
export function SetUpPage({ pending, onCancel, onOver }: StepProps) {
  const { setUp: texts } = useTexts()
  const [added, setAdded] = useState<Added | null>(null)
  const [chosen, setChosen] = useState<Factor | null>(null)
  const factors = (['PASSKEY', 'TOTP'] as const).filter((factor) => isPossible(factor, pending.factors))
  const factor = chosen ?? factors[0] ?? 'TOTP'
  const onAdded = (result: Added) => (result.recoveryCodes === null ? proceed(result) : setAdded(result))
  if (added !== null) return <Codes added={added} />
  return (
    <Page title={texts.title} lead={texts.lead} step={factor}>
      <SetUpFactor key={factor} factor={factor} signInToken={pending.signInToken} onAdded={onAdded} onOver={onOver} />
      {factors
        .filter((other) => other !== factor)
        .map((other) => (
          <button key={other} type="button" className="quiet" onClick={() => setChosen(other)}>
            {texts.use[other]}
          </button>
        ))}
      <p className="aside">
        <button type="button" className="quiet" onClick={onCancel}>
          {texts.later}
        </button>
      </p>
    </Page>
  )
}

function Codes({ added }: { added: Added }) {
  const { recoveryCodes: texts } = useTexts()
  return (
    <Page title={texts.title} lead={texts.lead} step="codes">
      <RecoveryCodes codes={added.recoveryCodes ?? []} />
      <button type="button" className="primary" onClick={() => proceed(added)}>
        {texts.kept}
      </button>
    </Page>
  )
}

function isPossible(factor: Factor, factors: StepProps['pending']['factors']): boolean {
  return factors.includes(factor) && (factor !== 'PASSKEY' || canUsePasskeys())
}

/** Not before the codes were seen: the page of those who are signed in would take the place of this one. */
function proceed({ signedIn }: Added): void {
  if (signedIn !== null) void auth.adopt({ __typename: 'SignedIn', ...signedIn })
}
