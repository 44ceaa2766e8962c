import { useRevokeSessionMutation } from 'latchkey/client/hooks'
import type { RevokeSessionMutation, SessionFieldsFragment } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { useLanguage, useTexts } from '../texts/language.ts'

interface DeviceProps {
  session: SessionFieldsFragment
  onEnded(): Promise<void>
}

export function Device({ session, onEnded }: DeviceProps) {
  const { devices: texts } = useTexts()
  const [revokeSession] = useRevokeSessionMutation()
  const submit = async () => {
    const variables = { input: { sessionId: session.id } }
    const problem = readResult(answered(await revokeSession({ variables })).revokeSession)
    if (problem === null) await onEnded()
    return problem
  }
  const name = session.deviceName ?? session.userAgent ?? texts.unnamed
  return (
    <li>
      <div>
        <h2>
          {name} {session.current && <span className="badge good">{texts.current}</span>}
        </h2>
        <Facts session={session} />
      </div>
      {!session.current && (
        <Form submit={submit}>
          <SubmitButton look="secondary">
            {texts.signOut}
            <span className="visually-hidden">: {name}</span>
          </SubmitButton>
        </Form>
      )}
    </li>
  )
}

function Facts({ session }: { session: SessionFieldsFragment }) {
  const { devices: texts } = useTexts()
  const format = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <dl>
      <dt>{texts.lastUsed}</dt>
      <dd>{format.format(new Date(session.lastUsedAt))}</dd>
      <dt>{texts.signedIn}</dt>
      <dd>{format.format(new Date(session.createdAt))}</dd>
      <dt>{texts.address}</dt>
      <dd>{session.ipAddress ?? '–'}</dd>
    </dl>
  )
}

function readResult(result: RevokeSessionMutation['revokeSession']): FormProblem | null {
  switch (result.__typename) {
    case 'SessionRevoked':
    case 'SessionNotFound':
      // It had ended already, which is what was wanted.
      return null
    default:
      return unhandled(result)
  }
}
