import { useRevokeSessionMutation } from 'latchkey/client/hooks'
import type { RevokeSessionMutation, SessionFieldsFragment } from 'latchkey/client/operations'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { useDate } from '../texts/date.ts'
import { useTexts } from '../texts/language.ts'

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
  const { devices: texts, methods } = useTexts()
  const format = useDate()
  return (
    <dl>
      <dt>{texts.lastUsed}</dt>
      <dd>{format(session.lastUsedAt)}</dd>
      <dt>{texts.signedIn}</dt>
      <dd>{format(session.createdAt)}</dd>
      <dt>{texts.with}</dt>
      <dd>{session.methods.map((method) => methods[method]).join(' + ')}</dd>
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
