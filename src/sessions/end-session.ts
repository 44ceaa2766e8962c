import { record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import { isId } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store, Writer } from '../store/engine/store.js'
import { endSession, endSessionsOfUser, findSession } from '../store/sessions.js'
import type { Caller, PossibleCaller, Requester } from './authenticate-request.js'
import { isAuthentic, readRefreshToken } from './refresh-token.js'
import { isLive } from './session.js'

export type LogoutScope = 'CURRENT' | 'OTHERS' | 'ALL'

export interface LoggedOut {
  kind: 'loggedOut'
  revokedSessions: number
}

export type RevokeSessionOutcome = { kind: 'sessionRevoked'; sessionId: string } | { kind: 'sessionNotFound' }

interface Needs {
  store: Store
  clock: Clock
  secrets: Secrets
}

export interface LogoutInput {
  scope: LogoutScope
  /** From the input or the cookie. It takes precedence over the access token. */
  refreshToken: string | null
}

export interface RevokeSessionInput {
  sessionId: string
}

interface Named {
  userId: string
  id: string
}

/**
 * Ends the session that the refresh token names, else the one of the access token; with `scope` others of its user.
 * It never fails: a caller without a session is signed out already.
 */
export async function logout(
  needs: Needs,
  { scope, refreshToken }: LogoutInput,
  caller: PossibleCaller,
): Promise<LoggedOut> {
  const named = (await findByRefreshToken(needs, refreshToken)) ?? sessionOf(caller.requester)
  if (named === null) return { kind: 'loggedOut', revokedSessions: 0 }
  const now = needs.clock.now()
  const { userId, id: sessionId } = named
  const revokedSessions = await needs.store.transaction(async (tx) => {
    const count = await endInScope(tx, named, { scope, now })
    const event = { kind: 'session.ended', userId, sessionId, scope, revokedSessions: count } as const
    if (count > 0) await record(tx, event, { client: caller.client, now })
    return count
  })
  return { kind: 'loggedOut', revokedSessions }
}

/** Ends one of the caller's sessions. Ids of other users, unknown and malformed ids get the same answer. */
export async function revokeSession(
  { store, clock }: Needs,
  { sessionId }: RevokeSessionInput,
  { requester, client }: Caller,
): Promise<RevokeSessionOutcome> {
  if (!isId(sessionId)) return { kind: 'sessionNotFound' }
  const now = clock.now()
  const { user, session } = requester
  const isEnded = await store.transaction(async (tx) => {
    const ended = await endSession(tx, { id: sessionId, userId: user.id }, { reason: 'REVOKED', now })
    const event = {
      kind: 'session.revoked',
      userId: user.id,
      sessionId: session.id,
      revokedSessionId: sessionId,
    } as const
    if (ended) await record(tx, event, { client, now })
    return ended
  })
  return isEnded ? { kind: 'sessionRevoked', sessionId } : { kind: 'sessionNotFound' }
}

async function endInScope(
  tx: Writer,
  named: Named,
  { scope, now }: { scope: LogoutScope; now: Date },
): Promise<number> {
  const ending = { reason: scope === 'OTHERS' ? 'REVOKED' : 'LOGGED_OUT', now }
  if (scope === 'CURRENT') return Number(await endSession(tx, named, ending))
  return endSessionsOfUser(tx, { userId: named.userId, exceptId: scope === 'OTHERS' ? named.id : null }, ending)
}

async function findByRefreshToken({ store, clock, secrets }: Needs, token: string | null): Promise<Named | null> {
  const read = token === null ? null : readRefreshToken(token)
  const found = read === null ? null : await findSession(store.read, read.sessionId)
  if (read === null || found === null || !isAuthentic(secrets, read, found.session)) return null
  return isLive(found.session, clock.now()) ? found.session : null
}

function sessionOf(requester: Requester): Named | null {
  return requester.kind === 'session' ? requester.session : null
}
