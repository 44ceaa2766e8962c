import { randomId } from '../platform/random.js'
import type { Writer } from '../store/engine/store.js'
import { insertIdentity } from '../store/identities.js'
import { insertPasskey } from '../store/passkeys.js'
import { insertPasswordCredential } from '../store/passwords.js'
import type { Identity } from '../store/tables/identities.js'
import type { NewPasskey } from '../store/tables/passkeys.js'
import type { PendingRegistration } from '../store/tables/pending-registrations.js'
import type { User } from '../store/tables/users.js'

/** A passkey whose user does not exist yet. */
export type SignUpPasskey = Omit<NewPasskey, 'userId' | 'createdAt'>

/** What an account is opened with. */
export type NewCredential = { passwordHash: string } | { passkey: SignUpPasskey }

/** An account at a provider that has no user yet. */
export type SignUpIdentity = Omit<Identity, 'id' | 'userId' | 'createdAt' | 'lastUsedAt'>

/** What an account can be entered with from the beginning. Null: with a proof of its address. */
export type FirstWayIn = NewCredential | { identity: SignUpIdentity } | null

/** Whether the account can wait for the proof of its address. */
export function canWait(wayIn: FirstWayIn): wayIn is NewCredential {
  return wayIn !== null && !('identity' in wayIn)
}

/** Throws a unique violation if a user has the passkey or the identity. */
export async function insertWayIn(tx: Writer, user: User, credential: FirstWayIn): Promise<void> {
  const { id: userId, createdAt } = user
  if (credential === null) return
  if ('identity' in credential) {
    const { identity } = credential
    await insertIdentity(tx, { ...identity, id: randomId(), userId, createdAt, lastUsedAt: createdAt })
  } else if ('passkey' in credential) await insertPasskey(tx, { ...credential.passkey, userId, createdAt })
  else await insertPasswordCredential(tx, { userId, hash: credential.passwordHash, now: createdAt })
}

/** The columns of a pending registration. */
export function writeCredential(credential: NewCredential): Pick<PendingRegistration, 'passwordHash' | 'passkey'> {
  if ('passwordHash' in credential) return { passwordHash: credential.passwordHash, passkey: null }
  const { publicKey, ...rest } = credential.passkey
  return { passwordHash: null, passkey: JSON.stringify({ ...rest, publicKey: publicKey.toString('base64') }) }
}

export function readCredential({ passwordHash, passkey }: PendingRegistration): NewCredential {
  if (passwordHash !== null) return { passwordHash }
  const { publicKey, ...rest } = JSON.parse(passkey ?? '{}') as Omit<SignUpPasskey, 'publicKey'> & { publicKey: string }
  return { passkey: { ...rest, publicKey: Buffer.from(publicKey, 'base64') } }
}
