import { randomBytes, randomFillSync, randomInt } from 'node:crypto'

/** Drawn in advance, because each request has an id and a call into the system costs as much as reading its session. */
const pool = Buffer.alloc(4096)
let drawn = pool.length

/** 128 random bits as 32 lower-case hexadecimal digits: no order in time, nothing to guess, safe in any URL or log. */
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

/** 256 random bits as base64url: a secret that needs no slow hash to be kept. */
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

/** Whether a text can be one of our ids. Others need no look-up, and may hold what a database refuses. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}
