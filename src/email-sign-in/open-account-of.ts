import { record } from '../audit/record.js'
import { revokeAllProofs } from '../email-verification/revoke-proofs.js'
import { revokeTrust } from '../pending-sign-ins/revoke-trust.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { createAccount } from '../registration/create-account.js'
import { findMissingForAccount } from '../registration/incomplete-registration.js'
import type { RegistrationMailNeeds } from '../registration/registration-mail.js'
import { deleteCredentials } from '../store/credentials.js'
import type { Writer } from '../store/engine/store.js'
import { consumePendingRegistration } from '../store/pending-registrations.js'
import { endSessionsOfUser } from '../store/sessions.js'
import type { User } from '../store/tables/users.js'
import { replaceUser } from '../store/users.js'
import type { EmailSignInMode } from './request-sign-in-code.js'

export interface AccountNeeds extends RegistrationMailNeeds {
  emailSignInMode: EmailSignInMode
}

interface ProvenAddress {
  email: string
  /** The user who has the address, locked. Null: none had it when this transaction looked. */
  owner: User | null
  client: RequestMetadata
}

interface OpenedAccount {
  user: User
  newUser: boolean
}

/**
 * The account that a proven address signs in to: that of the user who has the address, or a new one. Null if there is
 * none and the settings allow no new one. It is `incomplete` if they ask for more than the address. Throws a unique
 * violation if another request took the address: try again.
 */
export async function openAccountOf(
  tx: Writer,
  needs: AccountNeeds,
  proven: ProvenAddress,
): Promise<OpenedAccount | 'incomplete' | null> {
  const { owner, client } = proven
  if (owner === null) return openNewAccount(tx, needs, proven)
  const isOpen = owner.emailVerifiedAt !== null || owner.disabledAt !== null
  return { user: isOpen ? owner : await reclaim(tx, needs, { owner, client }), newUser: false }
}

/** A registration that waits for the address is void: a stranger may know its password. */
async function openNewAccount(
  tx: Writer,
  needs: AccountNeeds,
  proven: ProvenAddress,
): Promise<OpenedAccount | 'incomplete' | null> {
  if (needs.emailSignInMode !== 'register' || needs.registration.registration === 'closed') return null
  if (findMissingForAccount(needs.registration, proven.email).length > 0) return 'incomplete'
  await consumePendingRegistration(tx, { email: proven.email }, needs.clock.now())
  return { user: await createAccount(tx, needs, proven), newUser: true }
}

/**
 * Makes an account whose address was not proven that of the person who has proven it. A stranger may have registered
 * the address first, so everything by which the stranger could come back is deleted. Id, profile and roles stay,
 * because it may as well be the own account of this person.
 */
async function reclaim(
  tx: Writer,
  needs: AccountNeeds,
  { owner, client }: { owner: User; client: RequestMetadata },
): Promise<User> {
  const now = needs.clock.now()
  const { id: userId } = owner
  await revokeTrust(tx, userId)
  await deleteCredentials(tx, userId)
  const revokedSessions = await endSessionsOfUser(tx, { userId, exceptId: null }, { reason: 'REVOKED', now })
  await revokeAllProofs(tx, owner)
  const changes = { emailVerifiedAt: now, factorsChangedAt: now, updatedAt: now }
  await record(tx, { kind: 'user.reclaimed', userId, revokedSessions }, { client, now })
  return (await replaceUser(tx, userId, changes)) ?? owner
}
