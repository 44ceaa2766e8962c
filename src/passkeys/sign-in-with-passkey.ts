import type { MailNeeds } from '../mail/enqueue.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import { decideSignIn, finishSignIn, recordFailedSignIn, type SignInNeeds } from '../sign-in/complete-sign-in.js'
import { findWishIssues, readWishes, type SessionWishes } from '../sign-in/session-wishes.js'
import { clientNetwork } from '../throttles/client-network.js'
import { returnAttempt, type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type CheckAssertionNeeds, checkAssertion, type InvalidPasskey } from '../webauthn/check-assertion.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import { warnOfCopy } from './warn-of-copy.js'

export interface SignInWithPasskeyInput extends SessionWishes {
  /** The response to a challenge of `startPasskey`. */
  passkey: WebAuthnJson
}

export type SignInWithPasskeyOutcome =
  | SignedIn
  | InvalidPasskey
  | { kind: 'emailNotVerified' }
  | { kind: 'userDisabled' }
  | InvalidInput
  | Throttled

export interface SignInWithPasskeyNeeds extends SignInNeeds, CheckAssertionNeeds, ThrottleNeeds, MailNeeds {}

/** Signs in with a passkey. It is two factors in one, so no second factor is asked for. */
export async function signInWithPasskey(
  needs: SignInWithPasskeyNeeds,
  input: SignInWithPasskeyInput,
  client: RequestMetadata,
): Promise<SignInWithPasskeyOutcome> {
  const issues = findWishIssues(needs.lifetimes, input)
  if (issues.length > 0) return invalidInput(issues)
  const subjects = [{ limit: 'passkeyPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await needs.store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const checked = await checkAssertion(needs, input.passkey, { purpose: 'sign-in', userId: null })
  if ('kind' in checked)
    return checked.kind === 'copiedPasskey' ? warnOfCopy(needs, checked, client) : refuse(needs, client)
  const request = { authentication: checked, earlierMethods: [], ...readWishes(input), client, newUser: false }
  const admission = await needs.store.transaction(async (tx) => {
    await returnAttempt(tx, needs, subjects)
    return decideSignIn(tx, needs, request)
  })
  // Another request used the challenge first.
  if (admission.kind === 'invalidCredentials') return { kind: 'invalidPasskey' }
  return finishSignIn(needs, admission) as Promise<SignInWithPasskeyOutcome>
}

async function refuse(needs: SignInWithPasskeyNeeds, client: RequestMetadata): Promise<InvalidPasskey> {
  const failure = { userId: null, reason: 'wrongPasskey' } as const
  await needs.store.transaction((tx) => recordFailedSignIn(tx, failure, { client, now: needs.clock.now() }))
  return { kind: 'invalidPasskey' }
}
