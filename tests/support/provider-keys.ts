import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { randomId } from '../../src/platform/random.js'

/** As many as one test compares with each other, and more. To make an RSA key takes a tenth of a second. */
const poolSize = 6
const pool: JsonWebKey[] = []
let given = 0

/** A signing key of a provider, as a private JWK. It differs from the last five. */
export function createKey(): JsonWebKey & { kid: string } {
  const place = given++ % poolSize
  pool[place] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  return { ...pool[place], kid: randomId(), use: 'sig', alg: 'RS256' }
}
