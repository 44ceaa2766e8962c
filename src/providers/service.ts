import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { OwnUser } from '../sessions/views.js'
import { listIdentities } from '../store/identities.js'
import type { ProviderName } from './account-exists.js'
import type { ProviderCodeInput } from './consume-code.js'
import {
  finishProviderSignIn,
  type ProviderSignInNeeds,
  type ProviderSignInOutcome,
} from './finish-provider-sign-in.js'
import { type IdentityView, viewIdentity } from './identity-view.js'
import {
  type FinishIdentityLinkOutcome,
  finishIdentityLink,
  type LinkNeeds,
  type StartIdentityLinkInput,
  type StartIdentityLinkOutcome,
  startIdentityLink,
} from './link-identity.js'
import { type ProviderAnswerInput, type ReceiveAnswerOutcome, receiveProviderAnswer } from './receive-answer.js'
import { type IdTokenInput, signInWithIdToken } from './sign-in-with-id-token.js'
import {
  type StartProviderSignInInput,
  type StartProviderSignInOutcome,
  startProviderSignIn,
} from './start-provider-sign-in.js'
import {
  type UnlinkIdentityInput,
  type UnlinkIdentityOutcome,
  type UnlinkNeeds,
  unlinkIdentity,
} from './unlink-identity.js'

/** The part of `AuthService` for accounts at other providers. */
export interface ProviderService {
  /** In the order of PROVIDERS. */
  readonly providers: readonly ProviderName[]
  /** Tells where to send the browser. Nothing is signed in yet. */
  startProviderSignIn(input: StartProviderSignInInput, client: RequestMetadata): Promise<StartProviderSignInOutcome>
  /** Takes what a provider sends to the callback URL, and tells where to send the browser on. */
  receiveProviderAnswer(input: ProviderAnswerInput): Promise<ReceiveAnswerOutcome>
  /** Signs in with the ID token that a native app got from the provider. */
  signInWithIdToken(input: IdTokenInput, client: RequestMetadata): Promise<ProviderSignInOutcome>
  /** Begins to add an account at a provider to the caller's account. Needs a recent proof of identity. */
  startIdentityLink(input: StartIdentityLinkInput, caller: Caller): Promise<StartIdentityLinkOutcome>
  /** Adds it, with the one-time code that came back to `returnTo`. */
  finishIdentityLink(input: ProviderCodeInput, caller: Caller): Promise<FinishIdentityLinkOutcome>
  /** Removes it, unless it is the last way to sign in. Needs a recent proof of identity. */
  unlinkIdentity(input: UnlinkIdentityInput, caller: Caller): Promise<UnlinkIdentityOutcome>
  /** The linked accounts at providers, the oldest first. */
  identitiesOf(user: OwnUser): Promise<IdentityView[]>
  /** Signs in with the one-time code that came back to `returnTo`. */
  finishProviderSignIn(input: ProviderCodeInput, client: RequestMetadata): Promise<ProviderSignInOutcome>
}

export function createProviderService(needs: ProviderSignInNeeds & LinkNeeds & UnlinkNeeds): ProviderService {
  return {
    providers: needs.providers.list.map(({ id, name }) => ({ id, name })),
    startProviderSignIn: (input, client) => startProviderSignIn(needs, input, { client }),
    receiveProviderAnswer: (input) => receiveProviderAnswer(needs, input),
    finishProviderSignIn: (input, client) => finishProviderSignIn(needs, input, client),
    signInWithIdToken: (input, client) => signInWithIdToken(needs, input, client),
    startIdentityLink: (input, caller) => startIdentityLink(needs, input, caller),
    finishIdentityLink: (input, caller) => finishIdentityLink(needs, input, caller),
    unlinkIdentity: (input, caller) => unlinkIdentity(needs, input, caller),
    async identitiesOf({ id }) {
      return (await listIdentities(needs.store.read, id)).map((identity) => viewIdentity(needs.providers, identity))
    },
  }
}
