import type { TokenRefusal } from '../platform/one-time-token.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { CurrentSession } from '../sessions/views.js'
import type { Store } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { findUser } from '../store/users.js'
import { type OpenPendingSignIn, readSignInToken } from './sign-in-token.js'

/** The user who sets up a factor: the caller, or the user of a sign-in that needs one. */
export interface SetupSubject {
  kind: 'setupSubject'
  user: User
  /** Null during a sign-in. */
  session: CurrentSession | null
  /** Null when the caller is signed in. */
  pending: OpenPendingSignIn | null
}

export interface SetupNeeds extends RecentAuthenticationNeeds {
  store: Store
}

/** The subject of a set-up that goes on. */
export async function findSetupSubject(
  needs: SetupNeeds,
  signInToken: string | null,
  { requester }: PossibleCaller,
): Promise<SetupSubject | TokenRefusal> {
  if (signInToken !== null) {
    const pending = await readSignInToken(needs, { token: signInToken, purpose: 'setup' })
    return 'kind' in pending ? pending : { kind: 'setupSubject', user: pending.user, session: null, pending }
  }
  const user = requester.kind === 'session' ? await findUser(needs.store.read, requester.user.id) : null
  if (requester.kind !== 'session' || user === null) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  return { kind: 'setupSubject', user, session: requester.session, pending: null }
}

/** The subject of a set-up that begins: a signed-in caller needs a recent proof of identity. */
export async function findNewSetupSubject(
  needs: SetupNeeds,
  signInToken: string | null,
  caller: PossibleCaller,
): Promise<SetupSubject | TokenRefusal | ReauthenticationRequired> {
  const subject = await findSetupSubject(needs, signInToken, caller)
  if (subject.kind !== 'setupSubject' || subject.session === null) return subject
  return (await findMissingProof(needs.store.read, needs, { sessionId: subject.session.id })) ?? subject
}
