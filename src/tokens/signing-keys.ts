import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Clock } from '../platform/clock.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { deleteSigningKey, listSigningKeys, replaceSealedKey } from '../store/signing-keys.js'
import type { SigningKeyRow } from '../store/tables/signing-keys.js'
import {
  type PublicJwk,
  publishDueKey,
  retirementOf,
  type SigningAlgorithm,
  type SigningOptions,
} from './publish-key.js'

export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  publicKey: KeyObject
  privateKey: KeyObject
  signsFrom: Date
  row: SigningKeyRow
}

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

const reloadPauseMs = 10_000

/** Opens the ring of signing keys and publishes the first one. Throws {@link SealedUnderAnotherKey}. */
export async function openSigningKeys(needs: Needs, options: SigningOptions): Promise<SigningKeys> {
  let ring: SigningKey[] = []
  let reloadedAtMs = 0

  async function reload(): Promise<void> {
    reloadedAtMs = needs.clock.now().getTime()
    ring = (await listSigningKeys(needs.store.read)).map((row) => openKey(needs.secrets, row))
  }

  async function rotate(): Promise<void> {
    await publishDueKey(
      needs,
      ring.map(({ row }) => row),
      options.algorithm,
    )
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

async function forgetExpired(
  { store, clock }: Needs,
  options: SigningOptions,
  ring: readonly SigningKey[],
): Promise<void> {
  const now = clock.now()
  for (const [place, key] of ring.entries()) {
    const retiresAt = retirementOf(ring[place + 1]?.row, options.maxTokenSeconds)
    if (retiresAt !== null && retiresAt < now) await store.transaction((tx) => deleteSigningKey(tx, key.row.sequence))
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
