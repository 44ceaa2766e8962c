import { addSeconds } from '../platform/durations.js'
import { randomId, randomSalt } from '../platform/random.js'
import type { Client } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { insertSession } from '../store/sessions.js'
import type { Session } from '../store/tables/sessions.js'
import { idleEnd, type SessionLifetimes } from './session-lifetimes.js'

export interface NewSessionRequest {
  userId: string
  /** Null: the usual lifetime. */
  accessLifetimeSeconds: number | null
  deviceName: string | null
  client: Client
  now: Date
}

/** A fresh session, whatever the caller presented beside the password. */
export async function openSession(
  tx: Writer,
  lifetimes: SessionLifetimes,
  { userId, accessLifetimeSeconds, deviceName, client, now }: NewSessionRequest,
): Promise<Session> {
  const expiresAt = addSeconds(now, lifetimes.absoluteSeconds)
  return insertSession(tx, {
    id: randomId(),
    userId,
    salt: randomSalt(),
    generation: 1,
    rotatedAt: now,
    // The first generation has no predecessor that could still be presented, so its first use need not be recorded.
    generationUsedAt: now,
    accessLifetimeSeconds: accessLifetimeSeconds ?? lifetimes.accessSeconds,
    createdAt: now,
    lastUsedAt: now,
    refreshExpiresAt: idleEnd(lifetimes, expiresAt, now),
    expiresAt,
    deviceName,
    userAgent: client.userAgent,
    ipAddress: client.address,
  })
}
