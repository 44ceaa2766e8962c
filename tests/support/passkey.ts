import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes, sign as signWith } from 'node:crypto'
import { addPasskey, startPasskey, startPasskeyRegistration } from './operations.js'
import type { AskOptions, RunningApp } from './start-app.js'

// An authenticator written apart from the server's library, which can also do what no honest one does.

type Json = Record<string, unknown>
export type Algorithm = 'ES256' | 'EdDSA' | 'RS256' | 'ES384'

/** What an attacker changes in a response. */
export interface Altered {
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  crossOrigin?: boolean
  /** User presence, user verification. Both are set unless they are given. */
  userPresent?: boolean
  userVerified?: boolean
  counter?: number
  userHandle?: string | null
  id?: string
  attestationObject?: string
}

const identifiers: Readonly<Record<Algorithm, number>> = { ES256: -7, EdDSA: -8, RS256: -257, ES384: -35 }

export class SoftwarePasskey {
  readonly id = randomBytes(16).toString('base64url')
  readonly #privateKey: KeyObject
  readonly #cose: Buffer
  #userHandle: string | null = null
  counter = 0

  readonly origin: string
  readonly rpId: string
  readonly algorithm: Algorithm
  readonly #aaguid: string

  constructor(made: { algorithm?: Algorithm; origin?: string; rpId?: string; aaguid?: string } = {}) {
    this.algorithm = made.algorithm ?? 'ES256'
    this.origin = made.origin ?? 'http://localhost:4000'
    this.rpId = made.rpId ?? 'localhost'
    this.#aaguid = made.aaguid ?? '00000000-0000-0000-0000-000000000000'
    const { privateKey, publicKey } = generate(this.algorithm)
    this.#privateKey = privateKey
    this.#cose = coseOf(this.algorithm, publicKey)
  }

  /** What `navigator.credentials.create` and `toJSON` give. */
  create(options: Json, altered: Altered = {}): Json {
    const { user } = options as { user: { id: string } }
    this.#userHandle = user.id
    const clientData = this.#clientData(options, { type: 'webauthn.create', ...altered })
    const authData = Buffer.concat([
      this.#authenticatorData(altered, 0x40),
      Buffer.from(this.#aaguid.replaceAll('-', ''), 'hex'),
      Buffer.from([0, 16]),
      Buffer.from(altered.id ?? this.id, 'base64url'),
      this.#cose,
    ])
    const attestation = map([
      ['fmt', text('none')],
      ['attStmt', map([])],
      ['authData', bytes(authData)],
    ])
    return {
      id: altered.id ?? this.id,
      rawId: altered.id ?? this.id,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: altered.attestationObject ?? attestation.toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
    }
  }

  /** What `navigator.credentials.get` and `toJSON` give. */
  get(options: Json, altered: Altered = {}): Json {
    const clientData = this.#clientData(options, { type: 'webauthn.get', ...altered })
    const authData = this.#authenticatorData(altered, 0)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    const userHandle = altered.userHandle === undefined ? this.#userHandle : altered.userHandle
    return {
      id: altered.id ?? this.id,
      rawId: altered.id ?? this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: this.#sign(signed).toString('base64url'),
        ...(userHandle === null ? {} : { userHandle }),
      },
    }
  }

  #clientData(options: Json, { type, challenge, origin, crossOrigin }: Altered): Buffer {
    const data = { type, challenge: challenge ?? options.challenge, origin: origin ?? this.origin }
    return Buffer.from(JSON.stringify({ ...data, crossOrigin: crossOrigin ?? false }))
  }

  #authenticatorData({ rpId, userPresent = true, userVerified = true, counter }: Altered, flags: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter ?? this.counter)
    const all = flags | (userPresent ? 1 : 0) | (userVerified ? 4 : 0)
    return Buffer.concat([
      createHash('sha256')
        .update(rpId ?? this.rpId)
        .digest(),
      Buffer.from([all]),
      count,
    ])
  }

  #sign(message: Buffer): Buffer {
    if (this.algorithm === 'EdDSA') return signWith(null, message, this.#privateKey)
    return createSign(this.algorithm === 'ES384' ? 'sha384' : 'sha256')
      .update(message)
      .sign(this.#privateKey)
  }
}

function generate(algorithm: Algorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' })
}

/** COSE (RFC 9052, RFC 9053, RFC 8230). */
function coseOf(algorithm: Algorithm, publicKey: KeyObject): Buffer {
  const jwk = publicKey.export({ format: 'jwk' })
  const part = (name: 'x' | 'y' | 'n' | 'e') => bytes(Buffer.from(jwk[name] ?? '', 'base64url'))
  const alg: [number, Buffer] = [3, integer(identifiers[algorithm])]
  if (algorithm === 'RS256') return map([[1, integer(3)], alg, [-1, part('n')], [-2, part('e')]])
  if (algorithm === 'EdDSA') return map([[1, integer(1)], alg, [-1, integer(6)], [-2, part('x')]])
  const curve = integer(algorithm === 'ES256' ? 1 : 2)
  return map([[1, integer(2)], alg, [-1, curve], [-2, part('x')], [-3, part('y')]])
}

/** CBOR (RFC 8949), as much of it as an authenticator writes. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
function map(entries: readonly (readonly [string | number, Buffer])[]): Buffer {
  const pairs = entries.flatMap(([key, value]) => [typeof key === 'string' ? text(key) : integer(key), value])
  return Buffer.concat([head(5, entries.length), ...pairs])
}

/** The options of a challenge that must have been issued. */
export function optionsOf(outcome: { __typename: string }): Json {
  if (outcome.__typename !== 'PasskeyChallenge') throw new Error(outcome.__typename)
  return (outcome as unknown as { options: Json }).options
}

/** Options for a sign-in. */
export async function signInOptions(running: RunningApp, options?: AskOptions): Promise<Json> {
  return optionsOf(await startPasskey(running, {}, options))
}

/** Adds a passkey to the account of the caller. */
export async function enrolPasskey(
  running: RunningApp,
  token: string,
  { passkey = new SoftwarePasskey(), name }: { passkey?: SoftwarePasskey; name?: string } = {},
) {
  const options = optionsOf(await startPasskeyRegistration(running, {}, { token }))
  const added = await addPasskey(running, { name, passkey: passkey.create(options) }, { token })
  if (added.__typename !== 'PasskeyAdded') throw new Error(added.__typename)
  return { passkey, added }
}
