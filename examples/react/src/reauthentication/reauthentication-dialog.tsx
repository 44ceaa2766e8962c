import { useEffect, useRef, useState } from 'react'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { Modal } from '../layout/modal'
import { AccountName } from '../proofs/account-name'
import { type ProofMethod, possibleMethods } from '../proofs/methods.ts'
import { OtherMethods } from '../proofs/other-methods'
import { ProofField } from '../proofs/proof-field'
import { useTexts } from '../texts/language.ts'
import { MailedProof } from './mailed-proof'
import type { ReauthenticationRequired } from './reauthentication-context.ts'
import { useReauthenticate } from './use-reauthenticate.ts'

interface DialogProps {
  required: ReauthenticationRequired
  onAnswer(isProven: boolean): void
}

/** Over the page, which keeps all that was typed. */
export function ReauthenticationDialog({ required, onAnswer }: DialogProps) {
  const { reauthentication: texts } = useTexts()
  const cancel = () => onAnswer(false)
  return (
    <Modal title={texts.title} onCancel={cancel}>
      <ProofForm key={required.methods.join()} required={required} onAnswer={onAnswer} />
      <button type="button" className="quiet" onClick={cancel}>
        {texts.cancel}
      </button>
    </Modal>
  )
}

function ProofForm({ required, onAnswer }: DialogProps) {
  const { reauthentication: texts, proofs } = useTexts()
  const methods = possibleMethods(required.methods)
  const [method, setMethod] = useState<ProofMethod>(methods[0] ?? 'PASSWORD')
  const form = useRef<HTMLDivElement>(null)
  const reauthenticate = useReauthenticate(() => onAnswer(true))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field of another method is another field.
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [method])
  return (
    <div ref={form} className="steps">
      <p className="lead">{proofs.leads[method]}</p>
      {method === 'EMAIL' ? (
        <MailedProof submit={(values) => reauthenticate(method, values)} />
      ) : (
        <Form key={method} submit={(values) => reauthenticate(method, values)}>
          {method === 'PASSWORD' && <AccountName />}
          <ProofField method={method} />
          <SubmitButton isFirst={method === 'PASSKEY'}>
            {method === 'PASSKEY' ? proofs.use.PASSKEY : texts.submit}
          </SubmitButton>
        </Form>
      )}
      <OtherMethods methods={methods} chosen={method} onChosen={setMethod} />
    </div>
  )
}
