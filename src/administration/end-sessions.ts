import { record } from '../audit/record.js'
import { isId } from '../platform/random.js'
import type { Administrator, BeyondOwnPermissions } from '../roles/set-roles.js'
import type { Writer } from '../store/engine/store.js'
import { endSession, endSessionsOfUser } from '../store/sessions.js'
import type { UserActionNeeds } from './disable-user.js'
import { requireNotAbove, type UserNotFound } from './subject.js'

export interface EndSessionsInput {
  userId: string
  /** Null or left out: all sessions of the user. */
  sessionId?: string | null
}

export type EndSessionsOutcome = { kind: 'sessionsEnded'; endedSessions: number } | UserNotFound | BeyondOwnPermissions

/** Ends sessions of a user. They may sign in again. */
export async function endSessions(
  needs: UserActionNeeds,
  { userId, sessionId = null }: EndSessionsInput,
  administrator: Administrator,
): Promise<EndSessionsOutcome> {
  const now = needs.clock.now()
  const { actor, client } = administrator
  return needs.store.transaction(async (tx) => {
    const subject = await requireNotAbove(tx, userId, administrator)
    if (subject.kind !== 'subject') return subject
    const endedSessions = await end(tx, { userId, sessionId, now })
    const scope = sessionId === null ? 'ALL' : 'ONE'
    const event = { kind: 'session.ended', userId, sessionId, scope, revokedSessions: endedSessions } as const
    if (endedSessions > 0) await record(tx, event, { client, now, actor })
    return { kind: 'sessionsEnded', endedSessions }
  })
}

async function end(
  tx: Writer,
  { userId, sessionId, now }: { userId: string; sessionId: string | null; now: Date },
): Promise<number> {
  const ending = { reason: 'REVOKED', now }
  if (sessionId === null) return endSessionsOfUser(tx, { userId, exceptId: null }, ending)
  return isId(sessionId) ? Number(await endSession(tx, { id: sessionId, userId }, ending)) : 0
}
