import { addSeconds } from '../platform/durations.js'
import { randomId, randomSalt } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { insertSession } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'
import { assuranceOf, writeMethods } from './authentication.js'
import { idleEnd, type SessionLifetimes } from './session.js'

export interface NewSessionRequest {
  userId: string
  /** The proofs that the user gave, in the order of use. */
  methods: readonly AuthenticationMethod[]
  /** Null: the usual lifetime. */
  accessLifetimeSeconds: number | null
  deviceName: string | null
  client: RequestMetadata
  now: Date
}

/** Opens a new session and ignores tokens of the request. Only `sign-in/complete-sign-in.ts` may call this. */
export async function openSession(
  tx: Writer,
  lifetimes: SessionLifetimes,
  { userId, methods, accessLifetimeSeconds, deviceName, client, now }: NewSessionRequest,
): Promise<Session> {
  const expiresAt = addSeconds(now, lifetimes.absoluteSeconds)
  return insertSession(tx, {
    id: randomId(),
    userId,
    salt: randomSalt(),
    generation: 1,
    rotatedAt: now,
    // The first generation has no predecessor, so its first use need not be recorded.
    generationUsedAt: now,
    accessLifetimeSeconds: accessLifetimeSeconds ?? lifetimes.accessSeconds,
    createdAt: now,
    lastUsedAt: now,
    refreshExpiresAt: idleEnd(lifetimes, expiresAt, now),
    expiresAt,
    authenticatedAt: now,
    methods: writeMethods(methods),
    assurance: assuranceOf(methods),
    deviceName,
    userAgent: client.userAgent,
    ipAddress: client.address,
  })
}
