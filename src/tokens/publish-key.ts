import { generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import { type Actor, record } from '../audit/record.js'
import type { Settings } from '../config/settings.js'
import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { insertSigningKey } from '../store/signing-keys.js'
import type { SigningKeyRow } from '../store/tables/signing-keys.js'

export type SigningAlgorithm = 'ES256' | 'RS256'

/** A public key in the form that other services read (RFC 7517). */
export type PublicJwk = JsonWebKey & { kid: string; alg: SigningAlgorithm; use: 'sig' }

export interface SigningOptions {
  algorithm: SigningAlgorithm
  /** Maximum lifetime of a token. A retired key stays published for this time. */
  maxTokenSeconds: number
}

export interface PublishNeeds {
  store: Store
  clock: Clock
  secrets: Secrets
}

export function signingOptionsOf(settings: Settings): SigningOptions {
  return { algorithm: settings.SIGNING_ALGORITHM, maxTokenSeconds: settings.ACCESS_TOKEN_MAX_LIFETIME }
}

const rotationSeconds = 90 * 86_400
/** Time between publishing and signing, so that all instances and all caches have the key in time. */
const noticeSeconds = 3600
const toleranceSeconds = 120
const generate = promisify(generateKeyPair)

/** When the last token of a key has expired. Null while no other key follows it. */
export function retirementOf(
  successor: Pick<SigningKeyRow, 'signsFrom'> | undefined,
  maxTokenSeconds: number,
): Date | null {
  return successor === undefined ? null : addSeconds(successor.signsFrom, maxTokenSeconds + toleranceSeconds)
}

/** When the key is replaced by the next one. */
export function rotationOf({ signsFrom }: Pick<SigningKeyRow, 'signsFrom'>): Date {
  return addSeconds(signsFrom, rotationSeconds)
}

/** Publishes the next key if it is due. `rows` are all keys, the oldest first. */
export async function publishDueKey(
  needs: PublishNeeds,
  rows: readonly SigningKeyRow[],
  algorithm: SigningAlgorithm,
): Promise<void> {
  const signsFrom = nextSigningInstant(rows, algorithm, needs.clock.now())
  if (signsFrom === null) return
  await publishKey(needs, { newest: rows.at(-1) ?? null, algorithm, signsFrom }, { actor: system, client: null })
}

const system: Actor = { kind: 'system', id: null }

/** Publishes a key that signs after the usual notice. */
export function publishNextKey(
  needs: PublishNeeds,
  place: { newest: SigningKeyRow | null; algorithm: SigningAlgorithm },
  by: PublishedBy,
): Promise<SigningKeyRow | null> {
  return publishKey(needs, { ...place, signsFrom: addSeconds(needs.clock.now(), noticeSeconds) }, by)
}

interface PublishedBy {
  actor: Actor
  client: RequestMetadata | null
}

interface NewKey {
  newest: SigningKeyRow | null
  algorithm: SigningAlgorithm
  signsFrom: Date
}

/** Null when another instance has published the key of this place. The first key of a database is not recorded. */
async function publishKey(
  { store, clock, secrets }: PublishNeeds,
  { newest, algorithm, signsFrom }: NewKey,
  by: PublishedBy,
): Promise<SigningKeyRow | null> {
  const now = clock.now()
  const sequence = (newest?.sequence ?? 0) + 1
  const row = await createKeyRow(secrets, algorithm, { sequence, publishedAt: now, signsFrom })
  return store.transaction(async (tx) => {
    if (!(await insertSigningKey(tx, row))) return null
    const event = { kind: 'signing-key.published', userId: null, kid: row.kid, algorithm } as const
    if (newest !== null) await record(tx, event, { ...by, now })
    return row
  })
}

/** Null while no new key is due. The first key of a database signs at once, because there are no earlier tokens. */
function nextSigningInstant(rows: readonly SigningKeyRow[], algorithm: SigningAlgorithm, now: Date): Date | null {
  const newest = rows.at(-1)
  if (newest === undefined) return now
  const earliest = addSeconds(now, noticeSeconds)
  // Instances differ while SIGNING_ALGORITHM changes on one after the other. Without this they would publish in turns.
  const isAnnounced = rows.some((row) => row.algorithm === algorithm && row.signsFrom > now)
  if (newest.algorithm !== algorithm) return isAnnounced ? null : earliest
  return rotationOf(newest) > earliest ? null : earliest
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
