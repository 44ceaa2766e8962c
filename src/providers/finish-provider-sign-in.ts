import type { InvalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { openIncompleteRegistration, type RegistrationIncomplete } from '../registration/incomplete-registration.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  type SecondFactorRequired,
  type SecondFactorSetupRequired,
  type SignInNeeds,
  type SignInRequest,
} from '../sign-in/complete-sign-in.js'
import { repeatAfterRace } from '../store/engine/repeat-after-race.js'
import type { Writer } from '../store/engine/store.js'
import { consumeIdentityUse } from '../store/identities.js'
import type { Throttled } from '../throttles/take-attempt.js'
import type { AccountExists } from './account-exists.js'
import { consumeAnswer, type ProviderCodeInput } from './consume-code.js'
import { type AccountNeeds, type Arrival, findAccount, signUpIdentityOf } from './find-account.js'
import type { ProviderNeeds, ProviderUnavailable } from './start-provider-sign-in.js'

export type ProviderSignInOutcome =
  | SignedIn
  | SecondFactorRequired
  | SecondFactorSetupRequired
  | AccountExists
  | RegistrationIncomplete
  | { kind: 'registrationClosed' }
  | { kind: 'emailNotVerified' }
  | { kind: 'userDisabled' }
  | ProviderUnavailable
  | TokenRefusal
  | InvalidInput
  | Throttled

export interface ProviderSignInNeeds extends ProviderNeeds, AccountNeeds, SignInNeeds {}

/** What the transaction of a sign-in came to. */
export type StoredSignIn = Admission | Exclude<ProviderSignInOutcome, SignedIn>

/** Exchanges the one-time code of a sign-in. Only the client that began it has the verifier. */
export async function finishProviderSignIn(
  needs: ProviderSignInNeeds,
  input: ProviderCodeInput,
  client: RequestMetadata,
): Promise<ProviderSignInOutcome> {
  const stored = await repeatAfterRace(() => needs.store.transaction((tx) => storeSignIn(tx, needs, { input, client })))
  return finishStored(needs, stored)
}

/** Signs the tokens, after the commit. */
export async function finishStored(needs: ProviderSignInNeeds, stored: StoredSignIn): Promise<ProviderSignInOutcome> {
  if (stored.kind === 'admitted') return (await finishSignIn(needs, stored)) as SignedIn
  // The identity was unlinked at the same moment.
  return stored.kind === 'invalidCredentials' ? { kind: 'invalidToken', reason: 'TOKEN_INVALID' } : stored
}

async function storeSignIn(
  tx: Writer,
  needs: ProviderSignInNeeds,
  { input, client }: { input: ProviderCodeInput; client: RequestMetadata },
): Promise<StoredSignIn> {
  const answered = await consumeAnswer(tx, needs, input)
  if (answered.kind !== 'answered') return answered
  const { signIn, profile } = answered
  // A link is finished by its user, with a session.
  if (signIn.userId !== null) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const provider = needs.providers.find(signIn.provider)
  if (provider === null) return { kind: 'providerUnavailable', denied: false }
  const { accessLifetimeSeconds, deviceName } = signIn
  const delivery = signIn.delivery === 'COOKIE' ? 'COOKIE' : 'BODY'
  const wanted = { accessLifetimeSeconds, deviceName, delivery } as const
  return signInWithProfile(tx, needs, { arrival: { provider, profile, client }, wanted })
}

interface Entry {
  arrival: Arrival
  wanted: Pick<SignInRequest, 'accessLifetimeSeconds' | 'deviceName' | 'delivery'>
}

/** Finds or makes the account of a profile that is checked, and decides the sign-in. */
export async function signInWithProfile(
  tx: Writer,
  needs: ProviderSignInNeeds,
  { arrival, wanted }: Entry,
): Promise<StoredSignIn> {
  const account = await findAccount(tx, needs, arrival)
  if (account.kind === 'accountIncomplete') {
    const { username: suggestedUsername } = arrival.profile
    const { accessLifetimeSeconds } = wanted
    const proven = { email: account.email, identity: signUpIdentityOf(arrival), accessLifetimeSeconds }
    return openIncompleteRegistration(tx, needs, { ...proven, suggestedUsername })
  }
  if (account.kind !== 'account') return account
  const { user, identity, newUser } = account
  const { email, displayName } = arrival.profile
  const seen = { email, displayName: displayName ?? identity.displayName }
  return decideSignIn(tx, needs, {
    authentication: {
      user,
      method: 'PROVIDER',
      consume: (writer, now) => consumeIdentityUse(writer, identity.id, { ...seen, lastUsedAt: now }),
    },
    earlierMethods: [],
    ...wanted,
    client: arrival.client,
    newUser,
  })
}
