import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { randomId } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { deleteSigningKey, insertSigningKey, listSigningKeys, replaceSealedKey } from '../store/signing-keys.js'
import type { SigningKeyRow } from '../store/tables/signing-keys.js'

export type SigningAlgorithm = 'ES256' | 'RS256'

export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  publicKey: KeyObject
  privateKey: KeyObject
  signsFrom: Date
  row: SigningKeyRow
}

/** A public key in the form that other services read (RFC 7517). */
export type PublicJwk = JsonWebKey & { kid: string; alg: SigningAlgorithm; use: 'sig' }

export interface SigningKeys {
  /** The newest key that may sign now. */
  current(): SigningKey
  /** Null if no key with this id is published. Reads the database for unknown ids, at most every ten seconds. */
  find(kid: string): Promise<SigningKey | null>
  /** Published, signing and retired keys: all keys that a valid token can name. */
  publicKeys(): PublicJwk[]
  /** Publishes the next key if it is due, and deletes keys whose last token has expired. Safe on several instances. */
  rotate(): Promise<void>
  /** Reads the keys that other instances published. */
  reload(): Promise<void>
}

interface Needs {
  store: Store
  clock: Clock
  secrets: Secrets
}

interface Options {
  algorithm: SigningAlgorithm
  /** Maximum lifetime of a token. A retired key stays published for this time. */
  maxTokenSeconds: number
}

const rotationSeconds = 90 * 86_400
/** Time between publishing and signing, so that all instances and all caches have the key in time. */
const noticeSeconds = 3600
const toleranceSeconds = 120
const reloadPauseMs = 10_000
const generate = promisify(generateKeyPair)

/** Opens the ring of signing keys and publishes the first one. Throws {@link SealedUnderAnotherKey}. */
export async function openSigningKeys(needs: Needs, options: Options): Promise<SigningKeys> {
  let ring: SigningKey[] = []
  let reloadedAtMs = 0

  async function reload(): Promise<void> {
    reloadedAtMs = needs.clock.now().getTime()
    ring = (await listSigningKeys(needs.store.read)).map((row) => openKey(needs.secrets, row))
  }

  async function rotate(): Promise<void> {
    await publishNext(needs, options, ring)
    await forgetExpired(needs, options, ring)
    await resealAll(needs, ring)
    await reload()
  }

  await reload()
  await rotate()
  return {
    current: () => signingAt(ring, needs.clock.now()),
    async find(kid) {
      const known = ring.find((key) => key.kid === kid)
      if (known !== undefined) return known
      if (needs.clock.now().getTime() - reloadedAtMs < reloadPauseMs) return null
      await reload()
      return ring.find((key) => key.kid === kid) ?? null
    },
    publicKeys: () => ring.map(({ row }) => JSON.parse(row.publicJwk) as PublicJwk),
    rotate,
    reload,
  }
}

/** The keys in the database were sealed under another SECRET_KEY. */
export class SealedUnderAnotherKey extends Error {
  override readonly name = 'SealedUnderAnotherKey'
}

function signingAt(ring: readonly SigningKey[], now: Date): SigningKey {
  const key = ring.findLast(({ signsFrom }) => signsFrom <= now) ?? ring[0]
  if (key === undefined) throw new Error('No signing key is published.')
  return key
}

async function publishNext(
  { store, clock, secrets }: Needs,
  options: Options,
  ring: readonly SigningKey[],
): Promise<void> {
  const now = clock.now()
  const newest = ring.at(-1) ?? null
  const signsFrom = nextSigningInstant(ring, options.algorithm, now)
  if (signsFrom === null) return
  const row = await createKeyRow(secrets, options.algorithm, {
    sequence: (newest?.row.sequence ?? 0) + 1,
    publishedAt: now,
    signsFrom,
  })
  await store.transaction((tx) => insertSigningKey(tx, row))
}

/** Null while no new key is due. The first key of a database signs at once, because there are no earlier tokens. */
function nextSigningInstant(ring: readonly SigningKey[], algorithm: SigningAlgorithm, now: Date): Date | null {
  const newest = ring.at(-1)
  if (newest === undefined) return now
  const earliest = addSeconds(now, noticeSeconds)
  // Instances differ while SIGNING_ALGORITHM changes on one after the other. Without this they would publish in turns.
  const isAnnounced = ring.some((key) => key.algorithm === algorithm && key.signsFrom > now)
  if (newest.algorithm !== algorithm) return isAnnounced ? null : earliest
  const due = addSeconds(newest.signsFrom, rotationSeconds)
  if (due > earliest) return null
  return earliest
}

async function forgetExpired({ store, clock }: Needs, options: Options, ring: readonly SigningKey[]): Promise<void> {
  const now = clock.now()
  for (const [place, key] of ring.entries()) {
    const successor = ring[place + 1]
    const retiredFor = options.maxTokenSeconds + toleranceSeconds
    if (successor !== undefined && addSeconds(successor.signsFrom, retiredFor) < now) {
      await store.transaction((tx) => deleteSigningKey(tx, key.row.sequence))
    }
  }
}

/** Reseals keys, so that an older SECRET_KEY can be removed when all instances have started with the newer one. */
async function resealAll({ store, secrets }: Needs, ring: readonly SigningKey[]): Promise<void> {
  for (const { row } of ring) {
    const sealedPrivateKey = secrets.reseal('signing-key', row.sealedPrivateKey)
    if (sealedPrivateKey === null) continue
    await store.transaction((tx) => replaceSealedKey(tx, row.sequence, sealedPrivateKey))
  }
}

async function createKeyRow(
  secrets: Secrets,
  algorithm: SigningAlgorithm,
  place: Pick<SigningKeyRow, 'sequence' | 'publishedAt' | 'signsFrom'>,
): Promise<SigningKeyRow> {
  const { privateKey, publicKey } =
    algorithm === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 })
  const kid = randomId()
  const jwk: PublicJwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  return {
    ...place,
    kid,
    algorithm,
    publicJwk: JSON.stringify(jwk),
    sealedPrivateKey: secrets.seal('signing-key', der),
  }
}

function openKey(secrets: Secrets, row: SigningKeyRow): SigningKey {
  const der = secrets.open('signing-key', row.sealedPrivateKey)
  if (der === null) {
    throw new SealedUnderAnotherKey('SECRET_KEY is not the key that this database was written with. Restore that key.')
  }
  return {
    kid: row.kid,
    algorithm: row.algorithm as SigningAlgorithm,
    publicKey: createPublicKey({ key: JSON.parse(row.publicJwk) as JsonWebKey, format: 'jwk' }),
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    signsFrom: row.signsFrom,
    row,
  }
}
