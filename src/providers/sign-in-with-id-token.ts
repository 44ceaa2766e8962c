import { findTextIssue, type InputIssue, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { findDeviceNameIssue } from '../sessions/device-name.js'
import type { TokenDelivery } from '../sessions/issue-tokens.js'
import { findLifetimeIssue } from '../sessions/session.js'
import { repeatAfterRace } from '../store/engine/repeat-after-race.js'
import { insertIdTokenUse } from '../store/provider-sign-ins.js'
import { clientNetwork } from '../throttles/client-network.js'
import { takeAttempt } from '../throttles/take-attempt.js'
import {
  finishStored,
  type ProviderSignInNeeds,
  type ProviderSignInOutcome,
  signInWithProfile,
} from './finish-provider-sign-in.js'
import { logFailure } from './open-providers.js'
import type { Provider, VerifiedIdToken } from './provider.js'
import { failureOf } from './provider-failure.js'
import { withinTimeout } from './within-timeout.js'

export interface IdTokenInput {
  /** One of PROVIDERS that speaks OpenID Connect. */
  provider: string
  /** The ID token that the provider gave to the app. */
  idToken: string
  /** The nonce of the app: the token has it, or its SHA-256. */
  nonce: string
  /** Wanted lifetime of the access token in seconds. */
  expiresIn?: number | null
  deviceName?: string | null
  /** Left out: in the answer. */
  delivery?: TokenDelivery
}

/** Signs in with the ID token of a native app. A token works once. */
export async function signInWithIdToken(
  needs: ProviderSignInNeeds,
  input: IdTokenInput,
  client: RequestMetadata,
): Promise<ProviderSignInOutcome> {
  const provider = needs.providers.find(input.provider)
  const issues = findIssues(needs, { input, provider })
  if (provider === null || issues.length > 0) return invalidInput(issues)
  const subjects = [{ limit: 'providerPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await needs.store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const verified = await verify(needs, { provider, input })
  if ('kind' in verified) return verified
  const { expiresIn: accessLifetimeSeconds = null, deviceName = null, delivery = 'BODY' } = input
  const wanted = { accessLifetimeSeconds, deviceName, delivery }
  const stored = await repeatAfterRace(() =>
    needs.store.transaction(async (tx) => {
      if (!(await insertIdTokenUse(tx, verified.use))) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' } as const
      return signInWithProfile(tx, needs, { arrival: { provider, profile: verified.profile, client }, wanted })
    }),
  )
  return finishStored(needs, stored)
}

function findIssues(
  { lifetimes }: ProviderSignInNeeds,
  { input, provider }: { input: IdTokenInput; provider: Provider | null },
): InputIssue[] {
  const { nonce, expiresIn, deviceName } = input
  const isPossible = provider?.verifyIdToken != null
  return [
    isPossible ? null : ({ path: ['provider'], rule: 'NOT_ALLOWED' } as const),
    findTextIssue(['nonce'], nonce, { max: 255 }),
    findLifetimeIssue(lifetimes, expiresIn),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}

async function verify(
  { log }: ProviderSignInNeeds,
  { provider, input }: { provider: Provider; input: IdTokenInput },
): Promise<VerifiedIdToken | ProviderSignInOutcome> {
  try {
    const verified = provider.verifyIdToken && (await withinTimeout(provider.verifyIdToken(input)))
    return verified ?? { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  } catch (error) {
    logFailure(log, provider, error)
    const { isUnreachable } = failureOf(error)
    if (isUnreachable) return { kind: 'providerUnavailable', denied: false }
    return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  }
}
