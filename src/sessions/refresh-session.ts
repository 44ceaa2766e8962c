import { record } from '../audit/record.js'
import { enqueueNotice } from '../mail/notices.js'
import { addSeconds } from '../platform/durations.js'
import type { Log } from '../platform/log.js'
import type { RefreshResult } from '../platform/observation.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import { consumeGeneration, countForeignGrace } from '../store/session-generations.js'
import { endSession, findSession, type SessionWithUser } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import { clientNetwork } from '../throttles/client-network.js'
import { returnAttempt, type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type IssueNeeds, issueTokens, type Tokens } from './issue-tokens.js'
import { isSameAttempt, macOfAttempt, readRefreshAttempt } from './refresh-attempt.js'
import { isAuthentic, type ReadRefreshToken, readRefreshToken } from './refresh-token.js'
import { idleEnd, isLive, type SessionEndReason, type SessionLifetimes } from './session.js'
import type { OwnSession } from './views.js'

export interface RefreshInput {
  refreshToken: string
  /** 128 random bits or more, made for this attempt and kept until its answer is in. */
  attemptId?: string | null
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
 * the current token again for a short time after the rotation. Later only the attempt that made the token gets it
 * again, while it is unused. An older token is a replay and ends the session.
 */
export async function refreshSession(
  needs: RefreshNeeds,
  { refreshToken, attemptId }: RefreshInput,
  client: RequestMetadata,
): Promise<RefreshOutcome> {
  const read = readRefreshToken(refreshToken)
  const found = read === null ? null : await findSession(needs.store.read, read.sessionId)
  if (read === null || found === null || !isAuthentic(needs.secrets, read, found.session)) {
    return ended(needs, 'UNKNOWN_TOKEN')
  }
  const reason = findEndReason(needs, found)
  if (reason !== null) return ended(needs, reason)

  const presented = { ...found, read, attempt: readRefreshAttempt(attemptId), client }
  switch (classifyGeneration(needs, presented)) {
    case 'current':
      return rotate(needs, presented)
    case 'repeated':
      return refreshed(needs, presented, 'repeated')
    case 'grace':
      return answerWithinGrace(needs, presented, 'repeated')
    case 'replayed':
      return endReplayed(needs, presented)
  }
}

interface PresentedToken extends SessionWithUser {
  read: ReadRefreshToken
  /** Null if the client sent none. */
  attempt: string | null
  client: RequestMetadata
}

/** docs/tokens.md has these rules as a table. */
function classifyGeneration(
  { clock, lifetimes, secrets }: RefreshNeeds,
  { session, read: { generation }, attempt }: PresentedToken,
): 'current' | 'repeated' | 'grace' | 'replayed' {
  // This server issued a generation that is ahead, before the database was restored from a backup.
  if (generation >= session.generation) return 'current'
  if (generation < session.generation - 1) return 'replayed'
  const isUnused = session.generationUsedAt === null
  if (isUnused && isSameAttempt(secrets, session, attempt)) return 'repeated'
  if (clock.now() < addSeconds(session.rotatedAt, lifetimes.graceSeconds)) return 'grace'
  return isUnused && lifetimes.lateRepeat === 'always' ? 'repeated' : 'replayed'
}

async function rotate(needs: RefreshNeeds, presented: PresentedToken): Promise<RefreshOutcome> {
  const subjects = [{ limit: 'refreshPerSession', of: presented.session.id }] as const
  const rotation = await needs.store.transaction(async (tx) => {
    const throttled = await takeAttempt(tx, needs, { subjects, client: presented.client })
    if (throttled !== null) return throttled
    const session = await consumeGeneration(tx, rotationOf(needs, presented))
    if (session !== null) return { kind: 'rotated', session } as const
    // Only rotations count: if many tabs ask at once, one of them rotates.
    await returnAttempt(tx, needs, subjects)
    return { kind: 'lost' } as const
  })
  if (rotation.kind === 'lost') return followWinner(needs, presented)
  if (rotation.kind === 'rotated') return refreshed(needs, { ...presented, session: rotation.session }, 'rotated')
  needs.observe({ kind: 'refresh', result: 'throttled' })
  return rotation
}

function rotationOf({ clock, lifetimes, secrets }: RefreshNeeds, { session, read, attempt, client }: PresentedToken) {
  const now = clock.now()
  const successor = read.generation + 1
  return {
    id: session.id,
    generation: session.generation,
    successor,
    refreshExpiresAt: idleEnd(lifetimes, session.expiresAt, now),
    userAgent: client.userAgent,
    ipAddress: client.address,
    rotationAttempt: macOfAttempt(secrets, { ...session, generation: successor }, attempt),
    now,
  }
}

/**
 * A lost race is not theft: the token was current when the request came. So the answer has the token that is current
 * now, unless the session has ended in between.
 */
async function followWinner(needs: RefreshNeeds, presented: PresentedToken): Promise<RefreshOutcome> {
  const found = await findSession(needs.store.read, presented.session.id)
  if (found === null) return ended(needs, 'UNKNOWN_TOKEN')
  const reason = findEndReason(needs, found)
  return reason === null ? answerWithinGrace(needs, { ...presented, ...found }, 'raced') : ended(needs, reason)
}

/** Honest clients that differ in both ways do not meet within the grace time twice in a row. */
const maxForeignGenerations = 1

/**
 * Answers the predecessor with the current token. A thief and the owner of a copied token look like racing tabs. But
 * they use the grace time in each generation, from two networks and with two user agents: that ends the session.
 */
async function answerWithinGrace(
  needs: RefreshNeeds,
  presented: PresentedToken,
  result: 'repeated' | 'raced',
): Promise<RefreshOutcome> {
  const { session, attempt, client } = presented
  if (isSameAttempt(needs.secrets, session, attempt) || !isForeign(session, client)) {
    return refreshed(needs, presented, result)
  }
  const { id, generation } = session
  const streak = await needs.store.transaction((tx) => countForeignGrace(tx, { id, generation }))
  return streak > maxForeignGenerations ? endReplayed(needs, presented) : refreshed(needs, presented, result)
}

/** Another user agent and another network than the client that made the current generation. One alone is honest. */
function isForeign({ userAgent, ipAddress }: Session, client: RequestMetadata): boolean {
  return userAgent !== client.userAgent && clientNetwork(ipAddress ?? '') !== clientNetwork(client.address)
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

function findEndReason({ clock }: RefreshNeeds, { session, user }: SessionWithUser): SessionEndReason | null {
  if (session.endedAt !== null) return session.endReason as SessionEndReason
  if (!isLive(session, clock.now())) return 'EXPIRED'
  return user.disabledAt === null ? null : 'USER_DISABLED'
}

interface Refreshed extends SessionWithUser {
  client: RequestMetadata
}

/** Logged and not audited: each open client would add an audit event every few minutes. */
async function refreshed(
  needs: RefreshNeeds,
  { session, user, client }: Refreshed,
  result: RefreshResult,
): Promise<RefreshOutcome> {
  const { address, requestId } = client
  const { generation } = session
  needs.log.info(
    { requestId, userId: user.id, sessionId: session.id, generation, result, address },
    'session refreshed',
  )
  needs.observe({ kind: 'refresh', result })
  return { kind: 'refreshed', ...(await issueTokens(needs, session, user)) }
}

function ended({ observe }: RefreshNeeds, reason: SessionEndReason, result: RefreshResult = 'ended'): RefreshOutcome {
  observe({ kind: 'refresh', result })
  return { kind: 'sessionEnded', reason }
}
