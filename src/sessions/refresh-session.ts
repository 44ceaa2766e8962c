import { record } from '../audit/record.js'
import { enqueueNotice } from '../mail/enqueue.js'
import { addSeconds } from '../platform/durations.js'
import type { Log } from '../platform/log.js'
import type { RefreshResult } from '../platform/observation.js'
import type { Client } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import { claimRotation, endSession, findSession, type SessionWithUser } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import { returnAttempt, type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type IssueNeeds, issueTokens, type Tokens } from './issue-tokens.js'
import { isAuthentic, type ReadRefreshToken, readRefreshToken } from './refresh-token.js'
import { idleEnd, isLive, type SessionEndReason, type SessionLifetimes } from './session.js'
import type { OwnSession } from './views.js'

export interface RefreshInput {
  refreshToken: string
}

export type RefreshOutcome =
  | { kind: 'refreshed'; session: OwnSession; tokens: Tokens }
  | { kind: 'sessionEnded'; reason: SessionEndReason }
  | Throttled

export interface RefreshNeeds extends IssueNeeds, ThrottleNeeds {
  store: Store
  lifetimes: SessionLifetimes
  log: Log
}

/**
 * Replaces the token of generation n by that of n + 1. Honest clients are not signed out: the direct predecessor gets
 * the current token again while that one is unused, or for a short time after the rotation. An older token is a replay
 * and ends the session.
 */
export async function refreshSession(
  needs: RefreshNeeds,
  { refreshToken }: RefreshInput,
  client: Client,
): Promise<RefreshOutcome> {
  const read = readRefreshToken(refreshToken)
  const found = read === null ? null : await findSession(needs.store.read, read.sessionId)
  if (read === null || found === null || !isAuthentic(needs.secrets, read, found.session)) {
    return ended(needs, 'UNKNOWN_TOKEN')
  }
  const reason = whyEnded(needs, found)
  if (reason !== null) return ended(needs, reason)

  switch (standingOf(needs, found.session, read.generation)) {
    case 'present':
      return rotate(needs, { ...found, read, client })
    case 'predecessor':
      return refreshed(needs, { ...found, client }, 'repeated')
    case 'replayed':
      return endReplayed(needs, { ...found, read, client })
  }
}

interface PresentedToken extends SessionWithUser {
  read: ReadRefreshToken
  client: Client
}

function standingOf(
  { clock, lifetimes }: RefreshNeeds,
  session: Session,
  generation: number,
): 'present' | 'predecessor' | 'replayed' {
  // This server issued a generation that is ahead, before the database was restored from a backup.
  if (generation >= session.generation) return 'present'
  if (generation < session.generation - 1) return 'replayed'
  const isGrace = clock.now() < addSeconds(session.rotatedAt, lifetimes.graceSeconds)
  return session.generationUsedAt === null || isGrace ? 'predecessor' : 'replayed'
}

async function rotate(needs: RefreshNeeds, presented: PresentedToken): Promise<RefreshOutcome> {
  const subjects = [{ limit: 'refreshPerSession', of: presented.session.id }] as const
  const claimed = await needs.store.transaction(async (tx) => {
    const throttled = await takeAttempt(tx, needs, { subjects, client: presented.client })
    if (throttled !== null) return throttled
    const rotated = await claimRotation(tx, rotationOf(needs, presented))
    // Only rotations count: if many tabs ask at once, one of them rotates.
    if (rotated === null) await returnAttempt(tx, needs, subjects)
    return rotated
  })
  if (claimed === null) return followWinner(needs, presented)
  if (!('kind' in claimed)) return refreshed(needs, { ...presented, session: claimed }, 'rotated')
  needs.observe({ kind: 'refresh', result: 'throttled' })
  return claimed
}

function rotationOf({ clock, lifetimes }: RefreshNeeds, { session, read, client }: PresentedToken) {
  const now = clock.now()
  return {
    id: session.id,
    generation: session.generation,
    successor: read.generation + 1,
    refreshExpiresAt: idleEnd(lifetimes, session.expiresAt, now),
    userAgent: client.userAgent,
    ipAddress: client.address,
    now,
  }
}

/**
 * A lost race is not theft: the token was current when the request came. So the answer has the token that is current
 * now, unless the session has ended in between.
 */
async function followWinner(needs: RefreshNeeds, { session, client }: PresentedToken): Promise<RefreshOutcome> {
  const found = await findSession(needs.store.read, session.id)
  if (found === null) return ended(needs, 'UNKNOWN_TOKEN')
  const reason = whyEnded(needs, found)
  return reason === null ? refreshed(needs, { ...found, client }, 'raced') : ended(needs, reason)
}

async function endReplayed(
  needs: RefreshNeeds,
  { session, user, read, client }: PresentedToken,
): Promise<RefreshOutcome> {
  const now = needs.clock.now()
  const { id: sessionId, userId } = session
  await needs.store.transaction(async (tx) => {
    const isFirst = await endSession(tx, { id: sessionId, userId }, { reason: 'REPLAYED', now })
    const event = { kind: 'session.replayed', userId, sessionId, generation: read.generation } as const
    if (!isFirst) return
    await record(tx, event, { client, now })
    await enqueueNotice(tx, needs, { kind: 'replay-detected', user, client })
  })
  return ended(needs, 'REPLAYED', 'replayed')
}

function whyEnded({ clock }: RefreshNeeds, { session, user }: SessionWithUser): SessionEndReason | null {
  if (session.endedAt !== null) return session.endReason as SessionEndReason
  if (!isLive(session, clock.now())) return 'EXPIRED'
  return user.disabledAt === null ? null : 'USER_DISABLED'
}

interface Refreshed extends SessionWithUser {
  client: Client
}

/** Logged and not audited: each open client would add an audit event every few minutes. */
function refreshed(needs: RefreshNeeds, { session, user, client }: Refreshed, result: RefreshResult): RefreshOutcome {
  const { address, requestId } = client
  const { generation } = session
  needs.log.info(
    { requestId, userId: user.id, sessionId: session.id, generation, result, address },
    'session refreshed',
  )
  needs.observe({ kind: 'refresh', result })
  return { kind: 'refreshed', ...issueTokens(needs, session, user) }
}

function ended({ observe }: RefreshNeeds, reason: SessionEndReason, result: RefreshResult = 'ended'): RefreshOutcome {
  observe({ kind: 'refresh', result })
  return { kind: 'sessionEnded', reason }
}
