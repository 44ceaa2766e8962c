import { useRemoveTotpMutation } from 'latchkey/client/hooks'
import type { RemoveTotpMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { ConfirmDialog } from '../layout/confirm-dialog'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { useTexts } from '../texts/language.ts'

interface RemoveTotpDialogProps {
  onRemoved(): Promise<unknown>
  /** The question is answered, one way or the other. */
  onEnd(): void
}

export function RemoveTotpDialog({ onRemoved, onEnd }: RemoveTotpDialogProps) {
  const { totp: texts } = useTexts()
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
    <ConfirmDialog
      title={texts.removeTitle}
      lead={texts.removeLead}
      action={texts.remove}
      submit={submit}
      onCancel={onEnd}
    />
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
