import type { ConfirmedOperation } from '../audit/events.js'
import { record } from '../audit/record.js'
import { foldCase } from '../platform/fold-case.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { SessionRequester } from '../sessions/authenticate-request.js'
import type { InvalidCredentials } from '../sessions/authentication.js'
import type { UserView } from '../sessions/views.js'
import type { VerifiedPassword } from '../store/passwords.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { checkPassword, type PasswordCheckNeeds } from './check-password.js'

/** The caller’s transaction consumes `verified`. */
export type Confirmation =
  | { kind: 'confirmed'; verified: VerifiedPassword; freshHash: string | null }
  | InvalidCredentials
  | Throttled

interface Presented {
  requester: SessionRequester
  password: string
  operation: ConfirmedOperation
  client: RequestMetadata
}

/** The identifier under which a signed-in user waits for a hash. */
function accountOf({ email, username, id }: UserView): string {
  return email ?? (username === null ? id : foldCase(username))
}

/** A signed-in user gives the password again. Wrong ones count against the session: strangers can use up no part of it. */
export async function confirmPassword(
  needs: PasswordCheckNeeds,
  { requester, password, operation, client }: Presented,
): Promise<Confirmation> {
  const { user, session } = requester
  const place = { id: session.id, userId: user.id }
  const presented = { key: { id: user.id }, typed: accountOf(user), password, place, includesPending: false }
  const check = await checkPassword(needs, presented, client)
  if (check.kind === 'throttled') return check
  if (check.kind === 'matches') return { ...check, kind: 'confirmed' }
  const event = { kind: 'password.refused', userId: user.id, sessionId: session.id, operation } as const
  await needs.store.transaction((tx) => record(tx, event, { client, now: needs.clock.now() }))
  return { kind: 'invalidCredentials' }
}
