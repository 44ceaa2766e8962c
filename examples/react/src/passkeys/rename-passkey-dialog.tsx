import { useRenamePasskeyMutation } from 'latchkey/client/hooks'
import type { RenamePasskeyMutation } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { TextField } from '../form/text-field'
import type { Values } from '../form/values.ts'
import { ConfirmDialog } from '../layout/confirm-dialog'
import { useTexts } from '../texts/language.ts'
import type { PasskeyDialogProps } from './passkey-item'

export function RenamePasskeyDialog({ passkey, onDone, onEnd }: PasskeyDialogProps) {
  const { passkeys: texts } = useTexts()
  const [renamePasskey] = useRenamePasskeyMutation()
  const submit = async (values: Values) => {
    const variables = { input: { passkeyId: passkey.id, name: values.text('name') } }
    const problem = readResult(answered(await renamePasskey({ variables })).renamePasskey)
    if (problem !== null) return problem
    onEnd()
    await onDone(texts.renamed)
    return null
  }
  return (
    <ConfirmDialog title={texts.rename} action={texts.save} look="primary" submit={submit} onCancel={onEnd}>
      <TextField name="name" label={texts.name} defaultValue={passkey.name} autoComplete="off" />
    </ConfirmDialog>
  )
}

function readResult(result: RenamePasskeyMutation['renamePasskey']): FormProblem | null {
  switch (result.__typename) {
    case 'PasskeyRenamed':
      return null
    case 'InvalidInput':
    case 'PasskeyNotFound':
    case 'Throttled':
      return result
    default:
      return unhandled(result)
  }
}
