import { randomBytes, randomFillSync, randomInt } from 'node:crypto'

/** Filled in advance: each request needs an id, and a system call takes as long as the read of its session. */
const pool = Buffer.alloc(4096)
let drawn = pool.length

/** 128 random bits as 32 lower-case hexadecimal digits. Ids have no order, cannot be guessed, and fit any URL or log. */
export function randomId(): string {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  drawn += 16
  return pool.toString('hex', drawn - 16, drawn)
}

export function randomSalt(): Buffer {
  return randomBytes(16)
}

/** Random bytes for a secret of any length. */
export function randomKey(bytes: number): Buffer {
  return randomBytes(bytes)
}

/** 256 random bits as base64url. Such a secret can be stored with a fast hash. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Decimal digits, each equally likely. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join('')
}

export function randomBetween(from: number, to: number): number {
  return from + (to - from) * (randomInt(2 ** 32) / 2 ** 32)
}

/** Whether a text has the form of an id. Other texts are not looked up: a database may refuse their characters. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}
