import { randomBytes } from 'node:crypto'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import type { Store } from '../../src/store/engine/store.js'
import { insertSession } from '../../src/store/sessions.js'
import type { NewSession } from '../../src/store/tables/sessions.js'
import type { SigningKeyRow } from '../../src/store/tables/signing-keys.js'
import type { NewUser } from '../../src/store/tables/users.js'
import { insertUser } from '../../src/store/users.js'

/** An instant whose milliseconds would show if they were lost. */
export const noon = new Date('2026-03-01T12:00:00.123Z')

export function newUser(changes: Partial<NewUser> = {}): NewUser {
  return { id: randomId(), createdAt: noon, updatedAt: noon, ...changes }
}

/** Opened at noon, idle after an hour, over after a day. */
export function newSession(userId: string, changes: Partial<NewSession> = {}): NewSession {
  return {
    id: randomId(),
    userId,
    salt: randomBytes(16),
    generation: 1,
    rotatedAt: noon,
    accessLifetimeSeconds: 900,
    createdAt: noon,
    lastUsedAt: noon,
    refreshExpiresAt: addSeconds(noon, 3600),
    expiresAt: addSeconds(noon, 86_400),
    ...changes,
  }
}

export function newSigningKey(sequence: number, changes: Partial<SigningKeyRow> = {}): SigningKeyRow {
  return {
    sequence,
    kid: randomId(),
    algorithm: 'ES256',
    publicJwk: '{"kty":"EC"}',
    sealedPrivateKey: randomBytes(160),
    publishedAt: noon,
    signsFrom: addSeconds(noon, 3600),
    ...changes,
  }
}

/** The id of a user who is stored. */
export async function storeUser(store: Store, changes: Partial<NewUser> = {}): Promise<string> {
  const user = newUser(changes)
  await store.transaction((tx) => insertUser(tx, user))
  return user.id
}

/** The id of a session that is stored. */
export async function storeSession(store: Store, userId: string, changes: Partial<NewSession> = {}): Promise<string> {
  const session = newSession(userId, changes)
  await store.transaction((tx) => insertSession(tx, session))
  return session.id
}
