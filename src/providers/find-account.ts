import { record } from '../audit/record.js'
import type { Settings } from '../config/settings.js'
import { enqueueNotice } from '../mail/notices.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { createAccount } from '../registration/create-account.js'
import type { SignUpIdentity } from '../registration/credential.js'
import { deleteUnproven } from '../registration/delete-unproven.js'
import { findMissingForAccount } from '../registration/incomplete-registration.js'
import type { RegistrationMailNeeds } from '../registration/registration-mail.js'
import type { Writer } from '../store/engine/store.js'
import { findIdentity, insertIdentity } from '../store/identities.js'
import type { Identity } from '../store/tables/identities.js'
import type { User } from '../store/tables/users.js'
import { findUserByKey } from '../store/users.js'
import { type AccountExists, describeAccount } from './account-exists.js'
import type { Providers } from './open-providers.js'
import type { Provider, ProviderProfile } from './provider.js'

export interface AccountNeeds extends RegistrationMailNeeds {
  providers: Providers
  linking: Settings['PROVIDER_LINKING']
}

/** The account that an identity signs in to. */
export interface FoundAccount {
  kind: 'account'
  user: User
  identity: Identity
  newUser: boolean
}

/** The settings ask for more than the provider tells. */
export interface AccountIncomplete {
  kind: 'accountIncomplete'
  /** The address that the provider vouches for. Null: none. */
  email: string | null
}

export type AccountOutcome = FoundAccount | AccountExists | AccountIncomplete | { kind: 'registrationClosed' }

export interface Arrival {
  provider: Provider
  profile: ProviderProfile
  client: RequestMetadata
}

/**
 * Who is it? The user of the identity. Else, if the provider vouches for an address: the new user of that address, or
 * the user who has proven it and is linked as PROVIDER_LINKING says. An address that no one vouches for decides nothing.
 * Throws a unique violation if another request was faster: roll back, and try again.
 */
export async function findAccount(tx: Writer, needs: AccountNeeds, arrival: Arrival): Promise<AccountOutcome> {
  const { profile, provider } = arrival
  const known = await findIdentity(tx, profile)
  if (known !== null) return { kind: 'account', ...known, newUser: false }
  const email = provider.trustsEmail && profile.isEmailVerified ? profile.email : null
  if (email === null) return openNewAccount(tx, needs, { ...arrival, email })
  const holder = await findHolder(tx, needs, email)
  if (holder === null) return openNewAccount(tx, needs, { ...arrival, email })
  const isLinked = needs.linking === 'verified' && holder.emailVerifiedAt !== null && holder.disabledAt === null
  if (isLinked) return linkTo(tx, needs, { ...arrival, user: holder })
  // Another first sign-in of the same identity may have made this account since the identity was looked for.
  const raced = await findIdentity(tx, profile)
  if (raced !== null) return { kind: 'account', ...raced, newUser: false }
  return describeAccount(tx, needs.providers, { userId: holder.id, email })
}

/** The user who keeps the address. One who has not proven it makes room, if the settings allow a new account. */
async function findHolder(tx: Writer, { registration: rules }: AccountNeeds, email: string): Promise<User | null> {
  if (rules.registration === 'closed') return findUserByKey(tx, { email })
  // If more is asked for, the account goes when the new one is made.
  if (findMissingForAccount(rules, email).length === 0) await deleteUnproven(tx, email)
  const holder = await findUserByKey(tx, { email })
  const isSquatted = holder !== null && holder.emailVerifiedAt === null && holder.disabledAt === null
  return isSquatted ? null : holder
}

async function openNewAccount(
  tx: Writer,
  needs: AccountNeeds,
  arrival: Arrival & { email: string | null },
): Promise<AccountOutcome> {
  const { email } = arrival
  if (needs.registration.registration === 'closed') return { kind: 'registrationClosed' }
  if (findMissingForAccount(needs.registration, email).length > 0) return { kind: 'accountIncomplete', email }
  const user = await createAccount(tx, needs, arrival)
  const identity = identityOf(needs, { ...arrival, userId: user.id })
  await insertIdentity(tx, identity)
  return { kind: 'account', user, identity, newUser: true }
}

async function linkTo(
  tx: Writer,
  needs: AccountNeeds,
  { user, ...arrival }: Arrival & { user: User },
): Promise<AccountOutcome> {
  const { provider, client } = arrival
  const identity = identityOf(needs, { ...arrival, userId: user.id })
  await insertIdentity(tx, identity)
  const event = { kind: 'identity.linked', userId: user.id, sessionId: null, provider: provider.id } as const
  await record(tx, event, { client, now: needs.clock.now() })
  await enqueueNotice(tx, needs, { kind: 'identity-linked', user, client, values: { provider: provider.name } })
  return { kind: 'account', user, identity, newUser: false }
}

export function identityOf(
  { clock }: Pick<AccountNeeds, 'clock'>,
  { userId, ...arrival }: Pick<Arrival, 'provider' | 'profile'> & { userId: string },
): Identity {
  return { ...signUpIdentityOf(arrival), id: randomId(), userId, createdAt: clock.now(), lastUsedAt: null }
}

export function signUpIdentityOf({ provider, profile }: Pick<Arrival, 'provider' | 'profile'>): SignUpIdentity {
  const { issuer, subject, email, displayName } = profile
  return { provider: provider.id, issuer, subject, email, displayName }
}
