/** The prefix of hashes of the own scheme: bcrypt of an HMAC of the password. Without it, bcrypt of the plain password. */
export const ownScheme = 'lk1:'

const bcryptHash = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/

/**
 * `FAULTY_BCRYPT`: `$2x$`, which PHP wrote before 2011 with an error for characters beyond ASCII. No other program compares
 * it in the same way. `UNKNOWN_SCHEME`: no bcrypt. `DAMAGED`: bcrypt with a wrong length, cost or character.
 */
export type UnreadableHash = 'FAULTY_BCRYPT' | 'UNKNOWN_SCHEME' | 'DAMAGED'

export interface ReadableHash {
  kind: 'bcrypt'
  isOwnScheme: boolean
  cost: number
  /** Without the prefix of the own scheme. */
  hash: string
}

export type StoredHash = ReadableHash | { kind: 'unreadable'; reason: UnreadableHash }

/** Reads a stored hash. No password matches one that is unreadable, so imports refuse it with the reason. */
export function readStoredHash(stored: string): StoredHash {
  const isOwnScheme = stored.startsWith(ownScheme)
  const hash = isOwnScheme ? stored.slice(ownScheme.length) : stored
  const cost = bcryptHash.exec(hash)?.[1]
  if (cost === undefined) return { kind: 'unreadable', reason: reasonOf(hash) }
  // PHP writes $2y$ for the algorithm that the library knows as $2b$.
  return { kind: 'bcrypt', isOwnScheme, cost: Number(cost), hash: hash.replace(/^\$2y\$/, '$2b$') }
}

function reasonOf(hash: string): UnreadableHash {
  if (hash.startsWith('$2x$')) return 'FAULTY_BCRYPT'
  return /^\$2[aby]?\$/.test(hash) ? 'DAMAGED' : 'UNKNOWN_SCHEME'
}
