import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { createToken } from '../platform/one-time-token.js'
import { consumeState, replaceProviderAnswer } from '../store/provider-sign-ins.js'
import type { ProviderSignIn } from '../store/tables/identities.js'
import { logFailure } from './open-providers.js'
import type { Provider, ProviderProfile } from './provider.js'
import { failureOf } from './provider-failure.js'
import { withParameter } from './return-url.js'
import type { ProviderNeeds } from './start-provider-sign-in.js'
import { withinTimeout } from './within-timeout.js'

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
 * Takes the answer of a provider. Then the browser goes on with a one-time code or an error, and never with tokens. The
 * answer is used up before the provider is asked, so that no code is ever tried twice.
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
  const answered = await findProfile(needs, { provider, signIn, state, parameters })
  if (typeof answered === 'string') {
    return { kind: 'returned', url: withParameter(signIn.returnTo, 'error', answered) }
  }
  const code = await storeAnswer(needs, { signIn, profile: answered })
  return { kind: 'returned', url: withParameter(signIn.returnTo, 'code', code) }
}

/** The profile, or the error for the client. */
async function findProfile(
  needs: ProviderNeeds,
  exchanging: Exchange,
): Promise<ProviderProfile | 'access_denied' | 'temporarily_unavailable'> {
  try {
    return await withinTimeout(exchange(needs, exchanging))
  } catch (error) {
    logFailure(needs.log, exchanging.provider, error)
    return failureOf(error).isDenied ? 'access_denied' : 'temporarily_unavailable'
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

async function storeAnswer(
  needs: ProviderNeeds,
  { signIn, profile }: { signIn: ProviderSignIn; profile: ProviderProfile },
): Promise<string> {
  const code = createToken('lk_pc_')
  const answer = {
    codeHash: fastHash(code),
    sealedProfile: needs.secrets.seal('provider-sign-in', Buffer.from(JSON.stringify(profile))),
    expiresAt: addSeconds(needs.clock.now(), codeLifetimeSeconds),
  }
  await needs.store.transaction((tx) => replaceProviderAnswer(tx, signIn.stateHash, answer))
  return code
}
