import type { RequestMetadata } from '../platform/request-metadata.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  type SecondFactorRequired,
  type SecondFactorSetupRequired,
  type SignInNeeds,
} from '../sign-in/complete-sign-in.js'
import type { Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import { consumeIdentityUse } from '../store/identities.js'
import type { ProviderSignIn } from '../store/tables/identities.js'
import type { AccountExists } from './account-exists.js'
import { consumeAnswer, type ProviderCodeInput, type ProviderCodeRefusal } from './consume-code.js'
import { type Arrival, type FoundAccount, findAccount } from './find-account.js'
import type { AccountNeeds } from './new-account.js'
import type { ProviderNeeds, ProviderUnavailable } from './start-provider-sign-in.js'

export type ProviderSignInOutcome =
  | SignedIn
  | SecondFactorRequired
  | SecondFactorSetupRequired
  | AccountExists
  | { kind: 'registrationClosed' }
  | { kind: 'emailNotVerified' }
  | { kind: 'userDisabled' }
  | ProviderUnavailable
  | ProviderCodeRefusal

export interface ProviderSignInNeeds extends ProviderNeeds, AccountNeeds, SignInNeeds {}

type Stored = Admission | Exclude<ProviderSignInOutcome, SignedIn>

/** Exchanges the one-time code of a sign-in. Only the client that began it has the verifier. */
export async function finishProviderSignIn(
  needs: ProviderSignInNeeds,
  input: ProviderCodeInput,
  client: RequestMetadata,
): Promise<ProviderSignInOutcome> {
  const stored = await repeatAfterRace(() => needs.store.transaction((tx) => storeSignIn(tx, needs, { input, client })))
  return finishStored(needs, stored)
}

/** A request that lost a race finds what the winner has stored. */
async function repeatAfterRace(store: () => Promise<Stored>): Promise<Stored> {
  try {
    return await store()
  } catch (error) {
    if (isUniqueViolation(error)) return store()
    throw error
  }
}

async function finishStored(needs: ProviderSignInNeeds, stored: Stored): Promise<ProviderSignInOutcome> {
  if (stored.kind === 'admitted') return (await finishSignIn(needs, stored)) as SignedIn
  // The identity was unlinked at the same moment.
  return stored.kind === 'invalidCredentials' ? { kind: 'invalidToken', reason: 'TOKEN_INVALID' } : stored
}

async function storeSignIn(
  tx: Writer,
  needs: ProviderSignInNeeds,
  { input, client }: { input: ProviderCodeInput; client: RequestMetadata },
): Promise<Stored> {
  const answered = await consumeAnswer(tx, needs, input)
  if (answered.kind !== 'answered') return answered
  const { signIn, profile } = answered
  // A link is finished by its user, with a session.
  if (signIn.userId !== null) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const provider = needs.providers.find(signIn.provider)
  if (provider === null) return { kind: 'providerUnavailable', denied: false }
  const arrival = { provider, profile, client }
  const account = await findAccount(tx, needs, arrival)
  return account.kind === 'account' ? signInTo(tx, needs, { account, arrival, signIn }) : account
}

interface Entry {
  account: FoundAccount
  arrival: Arrival
  signIn: Pick<ProviderSignIn, 'accessLifetimeSeconds' | 'deviceName' | 'delivery'>
}

async function signInTo(
  tx: Writer,
  needs: ProviderSignInNeeds,
  { account, arrival, signIn }: Entry,
): Promise<Admission> {
  const { user, identity, newUser } = account
  const { profile, client } = arrival
  const { accessLifetimeSeconds, deviceName } = signIn
  const delivery = signIn.delivery === 'COOKIE' ? 'COOKIE' : 'BODY'
  const { email, displayName } = profile
  return decideSignIn(tx, needs, {
    authentication: {
      user,
      method: 'PROVIDER',
      consume: (writer, now) => consumeIdentityUse(writer, identity.id, { email, displayName, lastUsedAt: now }),
    },
    earlierMethods: [],
    ...{ accessLifetimeSeconds, deviceName, delivery, client, newUser },
  })
}
