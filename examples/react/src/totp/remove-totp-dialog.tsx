import { useRemoveTotpMutation } from 'latchkey/client/hooks'
import type { RemoveTotpMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { Modal } from '../layout/modal'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { useTexts } from '../texts/language.ts'

interface RemoveTotpDialogProps {
  onRemoved(): Promise<unknown>
  /** The question is answered, one way or the other. */
  onEnd(): void
}

export function RemoveTotpDialog({ onRemoved, onEnd }: RemoveTotpDialogProps) {
  const { totp: texts, reauthentication } = useTexts()
  const [removeTotp] = useRemoveTotpMutation()
  const prove = useReauthentication()
  const submit = async () => {
    const result = await prove(async () => answered(await removeTotp()).removeTotp)
    const problem = readResult(result)
    if (problem !== null) return problem
    onEnd()
    await onRemoved()
    return null
  }
  return (
    <Modal title={texts.removeTitle} onCancel={onEnd}>
      <p>{texts.removeLead}</p>
      <Form submit={submit}>
        <SubmitButton look="danger">{texts.remove}</SubmitButton>
      </Form>
      <button type="button" className="quiet" onClick={onEnd}>
        {reauthentication.cancel}
      </button>
    </Modal>
  )
}

function readResult(result: RemoveTotpMutation['removeTotp']): FormProblem | null {
  switch (result.__typename) {
    case 'TotpRemoved':
      return null
    case 'ReauthenticationRequired':
    case 'SecondFactorMandatory':
      return result
    default:
      return unhandled(result)
  }
}
