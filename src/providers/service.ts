import type { RequestMetadata } from '../platform/request-metadata.js'
import type { ProviderName } from './account-exists.js'
import type { ProviderCodeInput } from './consume-code.js'
import {
  finishProviderSignIn,
  type ProviderSignInNeeds,
  type ProviderSignInOutcome,
} from './finish-provider-sign-in.js'
import { type ProviderAnswerInput, type ReceiveAnswerOutcome, receiveProviderAnswer } from './receive-answer.js'
import {
  type StartProviderSignInInput,
  type StartProviderSignInOutcome,
  startProviderSignIn,
} from './start-provider-sign-in.js'

/** The part of `AuthService` for accounts at other providers. */
export interface ProviderService {
  /** In the order of PROVIDERS. */
  readonly providers: readonly ProviderName[]
  /** Tells where to send the browser. Nothing is signed in yet. */
  startProviderSignIn(input: StartProviderSignInInput, client: RequestMetadata): Promise<StartProviderSignInOutcome>
  /** Takes what a provider sends to the callback URL, and tells where to send the browser on. */
  receiveProviderAnswer(input: ProviderAnswerInput): Promise<ReceiveAnswerOutcome>
  /** Signs in with the one-time code that came back to `returnTo`. */
  finishProviderSignIn(input: ProviderCodeInput, client: RequestMetadata): Promise<ProviderSignInOutcome>
}

export function createProviderService(needs: ProviderSignInNeeds): ProviderService {
  return {
    providers: needs.providers.list.map(({ id, name }) => ({ id, name })),
    startProviderSignIn: (input, client) => startProviderSignIn(needs, input, { client }),
    receiveProviderAnswer: (input) => receiveProviderAnswer(needs, input),
    finishProviderSignIn: (input, client) => finishProviderSignIn(needs, input, client),
  }
}
