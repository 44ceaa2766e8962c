import { createHash } from 'node:crypto'

/** SHA-256, hexadecimal: how secrets of 256 random bits are stored. Such secrets need no slow hash. */
export function fastHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
