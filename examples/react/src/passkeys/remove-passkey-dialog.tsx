import { useRemovePasskeyMutation } from 'latchkey/client/hooks'
import type { RemovePasskeyMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { ConfirmDialog } from '../layout/confirm-dialog'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { useTexts } from '../texts/language.ts'
import type { PasskeyDialogProps } from './passkey-item'

export function RemovePasskeyDialog({ passkey, onDone, onEnd }: PasskeyDialogProps) {
  const { passkeys: texts } = useTexts()
  const [removePasskey] = useRemovePasskeyMutation()
  const prove = useReauthentication()
  const submit = async () => {
    const variables = { input: { passkeyId: passkey.id } }
    const problem = readResult(await prove(async () => answered(await removePasskey({ variables })).removePasskey))
    if (problem !== null) return problem
    onEnd()
    await onDone(texts.removed)
    return null
  }
  return (
    <ConfirmDialog
      title={texts.removeTitle(passkey.name)}
      lead={texts.removeLead}
      action={texts.remove}
      submit={submit}
      onCancel={onEnd}
    />
  )
}

function readResult(result: RemovePasskeyMutation['removePasskey']): FormProblem | null {
  switch (result.__typename) {
    case 'PasskeyRemoved':
    case 'PasskeyNotFound':
      // It had been removed already, which is what was wanted.
      return null
    case 'LastSignInMethod':
    case 'ReauthenticationRequired':
    case 'SecondFactorMandatory':
      return result
    default:
      return unhandled(result)
  }
}
