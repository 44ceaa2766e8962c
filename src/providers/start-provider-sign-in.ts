import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { findTextIssue, type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Log } from '../platform/log.js'
import { randomSecret } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Secrets } from '../platform/secrets.js'
import { findDeviceNameIssue } from '../sessions/device-name.js'
import type { TokenDelivery } from '../sessions/issue-tokens.js'
import { findLifetimeIssue, type SessionLifetimes } from '../sessions/session.js'
import type { Store } from '../store/engine/store.js'
import { insertProviderSignIn } from '../store/provider-sign-ins.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { logFailure, type Providers } from './open-providers.js'
import type { Provider, ProviderRequest } from './provider.js'
import { isReturnUrl } from './return-url.js'
import { withinTimeout } from './within-timeout.js'

export interface StartProviderSignInInput {
  /** One of PROVIDERS. */
  provider: string
  /** One of RETURN_URLS. */
  returnTo: string
  /** RFC 7636, S256: base64url of the SHA-256 of the verifier that `finishProviderSignIn` gets. */
  codeChallenge: string
  loginHint?: string | null
  /** Wanted lifetime of the access token in seconds. */
  expiresIn?: number | null
  deviceName?: string | null
  /** Left out: in the answer. */
  delivery?: TokenDelivery
}

export interface ProviderSignInStarted {
  kind: 'providerSignInStarted'
  /** Where the browser goes now. */
  url: string
  /** When the person has to be back. */
  expiresAt: Date
}

/** The provider did not answer in time, or answered nonsense. */
export interface ProviderUnavailable {
  kind: 'providerUnavailable'
  /** Whether the person refused. */
  denied: boolean
}

export type StartProviderSignInOutcome = ProviderSignInStarted | ProviderUnavailable | InvalidInput | Throttled

export interface ProviderNeeds extends ThrottleNeeds {
  store: Store
  clock: Clock
  log: Log
  secrets: Secrets
  providers: Providers
  lifetimes: SessionLifetimes
  /** Where providers send people back to: the id of the provider follows. */
  callbackUrl: string
  returnUrls: readonly string[]
}

const lifetimeSeconds = 600

/** Begins a sign-in with a provider, or, with a `userId`, the link of an identity to that user. */
export async function startProviderSignIn(
  needs: ProviderNeeds,
  input: StartProviderSignInInput,
  { client, userId = null }: { client: RequestMetadata; userId?: string | null },
): Promise<StartProviderSignInOutcome> {
  const provider = needs.providers.find(input.provider)
  const issues = findIssues(needs, input)
  if (provider === null || issues.length > 0) return invalidInput(issues)
  const subjects = [{ limit: 'providerPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await needs.store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const request = requestOf(needs, { provider, loginHint: input.loginHint ?? null })
  const url = await findUrl(needs, { provider, request })
  if (url === null) return { kind: 'providerUnavailable', denied: false }
  return { kind: 'providerSignInStarted', url, expiresAt: await storeStart(needs, { input, request, userId }) }
}

/** Null if the provider does not answer. */
async function findUrl(
  { log }: ProviderNeeds,
  { provider, request }: { provider: Provider; request: ProviderRequest },
): Promise<string | null> {
  try {
    return (await withinTimeout(provider.authorizationUrl(request))).href
  } catch (error) {
    logFailure(log, provider, error)
    return null
  }
}

function findIssues(
  { providers, returnUrls, lifetimes }: ProviderNeeds,
  input: StartProviderSignInInput,
): InputIssue[] {
  const { provider, returnTo, codeChallenge, loginHint, expiresIn, deviceName } = input
  const isChallenge = /^[A-Za-z0-9_-]{43}$/.test(codeChallenge)
  return [
    providers.find(provider) === null ? ({ path: ['provider'], rule: 'NOT_ALLOWED' } as const) : null,
    isReturnUrl(returnUrls, returnTo) ? null : ({ path: ['returnTo'], rule: 'NOT_ALLOWED' } as const),
    isChallenge ? null : ({ path: ['codeChallenge'], rule: 'BAD_CHARACTERS' } as const),
    loginHint == null ? null : findTextIssue(['loginHint'], loginHint, { max: 320 }),
    findLifetimeIssue(lifetimes, expiresIn),
    findDeviceNameIssue(deviceName),
  ].filter((issue) => issue !== null)
}

function requestOf(
  { callbackUrl }: ProviderNeeds,
  { provider, loginHint }: { provider: Provider; loginHint: string | null },
): ProviderRequest {
  const redirectUri = `${callbackUrl}/${provider.id}`
  return { state: randomSecret(), nonce: randomSecret(), codeVerifier: randomSecret(), redirectUri, loginHint }
}

interface Start {
  input: StartProviderSignInInput
  request: ProviderRequest
  userId: string | null
}

async function storeStart(needs: ProviderNeeds, { input, request, userId }: Start): Promise<Date> {
  const { provider, codeChallenge, returnTo, deviceName = null, delivery = 'BODY', expiresIn = null } = input
  const { state, nonce, codeVerifier } = request
  const createdAt = needs.clock.now()
  const expiresAt = addSeconds(createdAt, lifetimeSeconds)
  const signIn = {
    ...{ provider, nonce, codeChallenge, returnTo, userId, deviceName, delivery, createdAt, expiresAt },
    stateHash: fastHash(state),
    sealedVerifier: needs.secrets.seal('provider-sign-in', Buffer.from(codeVerifier)),
    accessLifetimeSeconds: expiresIn,
    answeredAt: null,
    codeHash: null,
    sealedProfile: null,
  }
  await needs.store.transaction((tx) => insertProviderSignIn(tx, signIn))
  return expiresAt
}
