import { useAuth } from 'latchkey/client'
import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { WithFactors } from '../security/with-factors'
import { useTexts } from '../texts/language.ts'
import { ConfirmByCodeForm } from './confirm-by-code-form'
import { RequestChangeForm } from './request-change-form'

type Step = { kind: 'idle' } | { kind: 'requested' } | { kind: 'changed'; email: string }

export function EmailPage() {
  const { email: texts, changeEmail } = useTexts()
  const [step, setStep] = useState<Step>({ kind: 'idle' })
  const said = {
    idle: null,
    requested: texts.requested,
    changed: step.kind === 'changed' && changeEmail.done(step.email),
  }
  return (
    <Page title={texts.title} step={step.kind}>
      <PresentAddress />
      <Status message={said[step.kind] || null} />
      {step.kind === 'requested' ? (
        <ConfirmByCodeForm onChanged={(email) => setStep({ kind: 'changed', email })} />
      ) : (
        <WithFactors>
          {({ hasPassword }) => (
            <RequestChangeForm hasPassword={hasPassword} onRequested={() => setStep({ kind: 'requested' })} />
          )}
        </WithFactors>
      )}
      {step.kind === 'requested' && (
        <button type="button" className="quiet" onClick={() => setStep({ kind: 'idle' })}>
          {texts.otherAddress}
        </button>
      )}
    </Page>
  )
}

function PresentAddress() {
  const { email: texts } = useTexts()
  const { user } = useAuth()
  if (user === null) return null
  if (user.email === null) return <p>{texts.none}</p>
  return (
    <p className="present">
      <strong>{user.email}</strong>{' '}
      <span className={user.emailVerified ? 'badge good' : 'badge'}>
        {user.emailVerified ? texts.confirmed : texts.unconfirmed}
      </span>
    </p>
  )
}
