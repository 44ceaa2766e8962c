import { setTimeout as pause } from 'node:timers/promises'
import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { randomSecret } from '../platform/random.js'
import { consumeState, replaceProviderAnswer } from '../store/provider-sign-ins.js'
import type { ProviderSignIn } from '../store/tables/identities.js'
import { timeoutSeconds } from './issuer-metadata.js'
import { logFailure } from './open-providers.js'
import type { Provider, ProviderProfile } from './provider.js'
import { failureOf } from './provider-failure.js'
import { withParameter } from './return-url.js'
import type { ProviderNeeds } from './start-provider-sign-in.js'

export interface ProviderAnswerInput {
  /** From the path of the callback URL. */
  provider: string
  /** From the query, or from the body of a posted form. */
  parameters: URLSearchParams
}

/** `unknownState`: no such sign-in is open, and so there is no page to return to. */
export type ReceiveAnswerOutcome = { kind: 'returned'; url: string } | { kind: 'unknownState' }

/** The client is already on its way with the code. */
const codeLifetimeSeconds = 60

/**
 * Takes the answer of a provider and sends the browser on, with a one-time code or with an error, and never with
 * tokens. The answer is used up before the provider is asked, so that no code is ever tried twice.
 */
export async function receiveProviderAnswer(
  needs: ProviderNeeds,
  { provider: id, parameters }: ProviderAnswerInput,
): Promise<ReceiveAnswerOutcome> {
  const provider = needs.providers.find(id)
  const state = parameters.get('state')
  if (provider === null || state === null) return { kind: 'unknownState' }
  const key = { stateHash: fastHash(state), provider: id }
  const signIn = await needs.store.transaction((tx) => consumeState(tx, key, needs.clock.now()))
  if (signIn === null) return { kind: 'unknownState' }
  try {
    const profile = await withinTimeout(exchange(needs, { provider, signIn, state, parameters }))
    const code = await storeAnswer(needs, { signIn, profile })
    return { kind: 'returned', url: withParameter(signIn.returnTo, 'code', code) }
  } catch (error) {
    logFailure(needs.log, provider, error)
    const reason = failureOf(error).isDenied ? 'access_denied' : 'temporarily_unavailable'
    return { kind: 'returned', url: withParameter(signIn.returnTo, 'error', reason) }
  }
}

interface Exchange {
  provider: Provider
  signIn: ProviderSignIn
  state: string
  parameters: URLSearchParams
}

async function exchange(
  { secrets, callbackUrl }: ProviderNeeds,
  { provider, signIn, state, parameters }: Exchange,
): Promise<ProviderProfile> {
  const codeVerifier = secrets.open('provider-sign-in', signIn.sealedVerifier)?.toString()
  if (codeVerifier === undefined) throw new Error('sealed under another key')
  const redirectUri = `${callbackUrl}/${provider.id}`
  return provider.exchange(parameters, { state, nonce: signIn.nonce, codeVerifier, redirectUri, loginHint: null })
}

/** All requests of an exchange share the time. */
async function withinTimeout<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const timeout = pause(timeoutSeconds * 1000, null, { signal: timer.signal, ref: false }).then(() => {
    throw Object.assign(new Error(), { code: 'timeout' })
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    timer.abort()
  }
}

async function storeAnswer(
  needs: ProviderNeeds,
  { signIn, profile }: { signIn: ProviderSignIn; profile: ProviderProfile },
): Promise<string> {
  const code = `lk_pc_${randomSecret()}`
  const answer = {
    codeHash: fastHash(code),
    sealedProfile: needs.secrets.seal('provider-sign-in', Buffer.from(JSON.stringify(profile))),
    expiresAt: addSeconds(needs.clock.now(), codeLifetimeSeconds),
  }
  await needs.store.transaction((tx) => replaceProviderAnswer(tx, signIn.stateHash, answer))
  return code
}
