import type { Clock } from '../platform/clock.js'
import type { Store } from '../store/engine/store.js'
import { listSigningKeys } from '../store/signing-keys.js'
import { retirementOf, type SigningOptions } from './publish-key.js'

/** A key that signs access tokens, without its private part. */
export interface ShownSigningKey {
  kid: string
  algorithm: string
  /** `published`: others can load it before it signs. `retired`: it verifies older tokens. */
  stage: 'published' | 'signing' | 'retired'
  publishedAt: Date
  /** The time from which it signs new tokens. */
  signsFrom: Date
  /** When its last token has expired and it is deleted. Null while no other key follows it. */
  retiresAt: Date | null
}

interface Needs {
  store: Store
  clock: Clock
  signing: Pick<SigningOptions, 'maxTokenSeconds'>
}

/** The oldest first. */
export async function showSigningKeys({ store, clock, signing }: Needs): Promise<ShownSigningKey[]> {
  const rows = await listSigningKeys(store.read)
  const now = clock.now()
  const current = rows.findLast(({ signsFrom }) => signsFrom <= now) ?? rows[0]
  return rows.map(({ kid, algorithm, publishedAt, signsFrom }, place) => {
    const stage = kid === current?.kid ? 'signing' : signsFrom > now ? 'published' : 'retired'
    const retiresAt = retirementOf(rows[place + 1], signing.maxTokenSeconds)
    return { kid, algorithm, stage, publishedAt, signsFrom, retiresAt }
  })
}
