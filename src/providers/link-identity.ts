import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import type { InvalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import { isLive } from '../sessions/session.js'
import { repeatAfterRace } from '../store/engine/repeat-after-race.js'
import type { Writer } from '../store/engine/store.js'
import { findIdentity, insertIdentity } from '../store/identities.js'
import { findSession } from '../store/sessions.js'
import { lockUser } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { type AnsweredSignIn, consumeAnswer, type ProviderCodeInput } from './consume-code.js'
import { identityOf } from './find-account.js'
import { type IdentityView, viewIdentity } from './identity-view.js'
import {
  type ProviderNeeds,
  type ProviderSignInStarted,
  type ProviderUnavailable,
  type StartProviderSignInInput,
  startProviderSignIn,
} from './start-provider-sign-in.js'

export type StartIdentityLinkInput = Pick<StartProviderSignInInput, 'provider' | 'returnTo' | 'codeChallenge'>

export type StartIdentityLinkOutcome =
  | ProviderSignInStarted
  | ProviderUnavailable
  | ReauthenticationRequired
  | InvalidInput
  | Throttled

export type FinishIdentityLinkOutcome =
  | { kind: 'identityLinked'; identity: IdentityView }
  | { kind: 'identityTaken' }
  | ProviderUnavailable
  | TokenRefusal
  | Throttled

export interface LinkNeeds extends ProviderNeeds, RecentAuthenticationNeeds, NoticeNeeds {}

/** Begins to add an account at a provider to the caller's account. Needs a recent proof of identity. */
export async function startIdentityLink(
  needs: LinkNeeds,
  { provider, returnTo, codeChallenge }: StartIdentityLinkInput,
  { requester, client }: Caller,
): Promise<StartIdentityLinkOutcome> {
  const missing = await findMissingProof(needs.store.read, needs, { sessionId: requester.session.id })
  if (missing !== null) return missing
  const begun = { client, userId: requester.user.id }
  return startProviderSignIn(needs, { provider, returnTo, codeChallenge }, begun)
}

/** Only the user who began can finish, with the verifier. An identity of another user stays where it is. */
export async function finishIdentityLink(
  needs: LinkNeeds,
  input: ProviderCodeInput,
  caller: Caller,
): Promise<FinishIdentityLinkOutcome> {
  return repeatAfterRace(() =>
    needs.store.transaction(async (tx) => {
      const answered = await consumeAnswer(tx, needs, input)
      return answered.kind === 'answered' ? storeLink(tx, needs, { ...caller, answered }) : answered
    }),
  )
}

async function storeLink(
  tx: Writer,
  needs: LinkNeeds,
  { answered: { signIn, profile }, requester, client }: Caller & { answered: AnsweredSignIn },
): Promise<FinishIdentityLinkOutcome> {
  const { user, session } = requester
  if (signIn.userId !== user.id) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const provider = needs.providers.find(signIn.provider)
  if (provider === null) return { kind: 'providerUnavailable', denied: false }
  await lockUser(tx, user.id)
  // The account may have been taken over by the owner of its address since the request was let in.
  const own = await findSession(tx, session.id)
  if (own === null || !isLive(own.session, needs.clock.now())) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const known = await findIdentity(tx, profile)
  if (known !== null && known.user.id !== user.id) return { kind: 'identityTaken' }
  if (known !== null) return { kind: 'identityLinked', identity: viewIdentity(needs.providers, known.identity) }
  const identity = identityOf(needs, { provider, profile, userId: user.id })
  await insertIdentity(tx, identity)
  const event = { kind: 'identity.linked', userId: user.id, sessionId: session.id, provider: provider.id } as const
  await record(tx, event, { client, now: needs.clock.now() })
  await enqueueNotice(tx, needs, { kind: 'identity-linked', user, client, values: { provider: provider.name } })
  return { kind: 'identityLinked', identity: viewIdentity(needs.providers, identity) }
}
