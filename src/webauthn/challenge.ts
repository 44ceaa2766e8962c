import { createHash } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { randomSecret } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store, Writer } from '../store/engine/store.js'
import { insertPasskeyChallenge } from '../store/passkeys.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'

/** What a ceremony is for. A challenge of one purpose is refused for every other. */
export type ChallengePurpose = 'sign-in' | 'second-factor' | 'reauthenticate' | 'add' | 'sign-up'

export interface NewChallenge {
  purpose: ChallengePurpose
  /** Null: any user, or a person who has no account yet. */
  userId: string | null
  /** The session or the sign-in that the ceremony belongs to. */
  sessionId?: string
  pendingSignInId?: string
  /** What a sign-up asked for. */
  details?: object
}

export interface IssuedChallenge {
  challenge: string
  expiresAt: Date
}

const lifetimeSeconds = 300

/** Stores a challenge of 256 random bits. It is good for five minutes and for one ceremony. */
export async function issueChallenge(
  tx: Writer,
  clock: Clock,
  { purpose, userId, sessionId, pendingSignInId, details }: NewChallenge,
): Promise<IssuedChallenge> {
  const challenge = randomSecret()
  const expiresAt = addSeconds(clock.now(), lifetimeSeconds)
  await insertPasskeyChallenge(tx, {
    hash: hashChallenge(challenge),
    purpose,
    userId,
    sessionId: sessionId ?? null,
    pendingSignInId: pendingSignInId ?? null,
    details: details === undefined ? null : JSON.stringify(details),
    expiresAt,
  })
  return { challenge, expiresAt }
}

export interface ChallengeNeeds extends ThrottleNeeds {
  store: Store
}

/** Counts the attempt of the network of the client, then stores the challenge. */
export async function issueLimitedChallenge(
  needs: ChallengeNeeds,
  challenge: NewChallenge,
  client: RequestMetadata,
): Promise<IssuedChallenge | Throttled> {
  const subjects = [{ limit: 'passkeyPerAddress', of: clientNetwork(client.address) }] as const
  return needs.store.transaction(
    async (tx) => (await takeAttempt(tx, needs, { subjects, client })) ?? issueChallenge(tx, needs.clock, challenge),
  )
}

export function hashChallenge(challenge: string): string {
  return createHash('sha256').update(challenge).digest('hex')
}
