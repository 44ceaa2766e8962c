import { useLogoutMutation } from 'latchkey/client/hooks'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'

/** Not `useAuth().logout`, which would sign this browser out too. */
export function SignOutOthers({ onEnded }: { onEnded(count: number): Promise<void> }) {
  const { devices: texts } = useTexts()
  const [logout] = useLogoutMutation()
  const submit = async () => {
    const { revokedSessions } = answered(await logout({ variables: { input: { scope: 'OTHERS' } } })).logout
    await onEnded(revokedSessions)
    return null
  }
  return (
    <Form submit={submit}>
      <SubmitButton look="secondary">{texts.signOutOthers}</SubmitButton>
    </Form>
  )
}
