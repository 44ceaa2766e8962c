import { createPrivateKey, createPublicKey, sign as signBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Environment } from '../../src/config/setting.js'
import { createSecrets } from '../../src/platform/secrets.js'
import { listSigningKeys } from '../../src/store/signing-keys.js'
import { plant } from './database.js'
import type { Engine } from './engines.js'
import { type SignedIn, signUp } from './people.js'
import { type RunningApp, startApp, testSecretKey } from './start-app.js'

type Json = Record<string, unknown>

/** What an attacker can write who holds the signing key itself, so that only the claims and the header are judged. */
export interface Forge {
  running: RunningApp
  own: SignedIn
  /** Of a token that works. */
  header: Json
  payload: Json
  privatePem: string
  publicPem: string
  /** As the server keeps it. */
  publicJwk: Json
  /** A whole token with the signature of the server's key; texts are taken as they are. */
  sign(header: Json | string, payload: Json | string): string
}

/** An app with a signed-in user and its own signing key. */
export async function startForge(engine: Engine, settings: Environment = {}): Promise<Forge> {
  const running = await startApp(engine, settings)
  const own = await signUp(running)
  const { header, payload } = jwt.decode(own.access, { complete: true }) as unknown as { header: Json; payload: Json }
  const [row] = await plant(running, listSigningKeys)
  const root = Buffer.from(testSecretKey, 'base64')
  const der = createSecrets([root]).open('signing-key', row?.sealedPrivateKey ?? Buffer.alloc(0))
  const privateKey = createPrivateKey({ key: der ?? Buffer.alloc(0), format: 'der', type: 'pkcs8' })
  return {
    running,
    own,
    header,
    payload,
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString(),
    publicJwk: JSON.parse(row?.publicJwk ?? '{}') as Json,
    sign(...parts) {
      const signed = parts.map(encode).join('.')
      const signature = signBytes('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      return `${signed}.${signature.toString('base64url')}`
    },
  }
}

/** One part of a token. */
export function encode(part: Json | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
}
