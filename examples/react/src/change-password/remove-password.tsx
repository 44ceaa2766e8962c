import { useRemovePasswordMutation } from 'latchkey/client/hooks'
import type { RemovePasswordMutation } from 'latchkey/client/operations'
import { useState } from 'react'
import { answered } from '../form/answered.ts'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { ConfirmDialog } from '../layout/confirm-dialog'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { useTexts } from '../texts/language.ts'

/** For users who can sign in with a passkey. */
export function RemovePassword({ onRemoved }: { onRemoved(): Promise<void> }) {
  const { removePassword: texts } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const [removePassword] = useRemovePasswordMutation()
  const prove = useReauthentication()
  const submit = async () => {
    const problem = readResult(await prove(async () => answered(await removePassword()).removePassword))
    if (problem !== null) return problem
    setAsking(false)
    await onRemoved()
    return null
  }
  return (
    <>
      <button type="button" className="quiet" onClick={() => setAsking(true)}>
        {texts.action}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={texts.title}
          lead={texts.lead}
          action={texts.action}
          submit={submit}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}

function readResult(result: RemovePasswordMutation['removePassword']): FormProblem | null {
  switch (result.__typename) {
    case 'PasswordRemoved':
      return null
    case 'LastSignInMethod':
    case 'ReauthenticationRequired':
      return result
    default:
      return unhandled(result)
  }
}
