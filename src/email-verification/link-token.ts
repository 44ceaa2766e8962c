import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { createToken, hashToken, type TokenRefusal } from '../platform/one-time-token.js'
import type { Secrets } from '../platform/secrets.js'
import { findLinkToken, repeatLinkToken, replaceLinkToken } from '../store/email-proofs.js'
import type { Store, Writer } from '../store/engine/store.js'
import type { LinkToken } from '../store/tables/email-proofs.js'

export type LinkPurpose = 'verify-email' | 'reset-password' | 'change-email' | 'sign-in'

interface NewLink {
  purpose: LinkPurpose
  /** Null: the link belongs to the address, which may have no user yet. */
  userId: string | null
  /** The address that the link is mailed to. */
  email: string
  lifetimeSeconds: number
}

export type LinkReading = { kind: 'valid'; link: LinkToken } | TokenRefusal

/** A link is mailed again for this many lifetimes. */
const maxRepeatedLifetimes = 3

interface LinkNeeds {
  clock: Clock
  secrets: Secrets
}

/**
 * Issues a token for a mailed link, or repeats the outstanding one of the same purpose, user and address. So a stranger
 * who asks for links cannot make the one useless that the owner has.
 */
export async function issueLinkToken(tx: Writer, { clock, secrets }: LinkNeeds, link: NewLink): Promise<string> {
  const { purpose, userId, email, lifetimeSeconds } = link
  const now = clock.now()
  const token = createToken('lk_lt_')
  const sealedToken = secrets.seal('mailed-proof', Buffer.from(token))
  const named = { key: linkKey(purpose, userId ?? email), userId, email }
  const expiresAt = addSeconds(now, lifetimeSeconds)
  const fresh = { ...named, hash: fastHash(token), sealedToken, issuedAt: now, expiresAt }
  const oldest = addSeconds(now, -maxRepeatedLifetimes * lifetimeSeconds)
  const stored = await repeatLinkToken(tx, fresh, { now, oldest })
  const repeated = stored.sealedToken && secrets.open('mailed-proof', stored.sealedToken)?.toString()
  // An older version replaces the hash and leaves the sealed token as it is.
  if (repeated && fastHash(repeated) === stored.hash) return repeated
  await replaceLinkToken(tx, fresh)
  return token
}

/** Finds a token without using it up, because mail scanners open links too. The caller’s transaction consumes it. */
export async function readLinkToken(
  { store, clock }: { store: Store; clock: Clock },
  purpose: LinkPurpose,
  token: string,
): Promise<LinkReading> {
  const hash = hashToken('lk_lt_', token)
  const link = hash === null ? null : await findLinkToken(store.read, hash)
  if (link === null || link.key !== linkKey(purpose, link.userId ?? link.email))
    return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  return link.expiresAt <= clock.now() ? { kind: 'invalidToken', reason: 'TOKEN_EXPIRED' } : { kind: 'valid', link }
}

/** `of` is what the link belongs to: the id of a user, or an address. */
export function linkKey(purpose: LinkPurpose, of: string): string {
  return `${purpose}:${of}`
}
