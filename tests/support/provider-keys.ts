import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { randomId } from '../../src/platform/random.js'

/** A signing key of a provider, as a private JWK. */
export function createKey(): JsonWebKey & { kid: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomId(), use: 'sig', alg: 'RS256' }
}
