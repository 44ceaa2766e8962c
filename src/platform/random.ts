import { randomBytes } from 'node:crypto'

/** 128 random bits as 32 lower-case hexadecimal digits: no order in time, nothing to guess, safe in any URL or log. */
export function randomId(): string {
  return randomBytes(16).toString('hex')
}

export function randomSalt(): Buffer {
  return randomBytes(16)
}
