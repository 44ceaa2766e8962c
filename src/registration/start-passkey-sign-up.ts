import type { PasskeyChallenge } from '../passkeys/views.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Throttled } from '../throttles/take-attempt.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { findUsernameIssue } from '../users/username.js'
import { type ChallengeNeeds, issueLimitedChallenge } from '../webauthn/challenge.js'
import { creationOptions } from '../webauthn/options.js'
import type { RelyingParty } from '../webauthn/relying-party.js'
import { newUserOf } from './new-account.js'

/** At least one of the two. `register` must repeat both. */
export interface StartPasskeySignUpInput {
  email?: string | null
  username?: string | null
}

/** Who the passkey of a sign-up is for, in canonical form. */
export interface SignUpDetails {
  email: string | null
  usernameKey: string | null
}

export type StartPasskeySignUpOutcome = PasskeyChallenge | { kind: 'registrationClosed' } | InvalidInput | Throttled

export interface StartPasskeySignUpNeeds extends ChallengeNeeds {
  relyingParty: RelyingParty
  registration: RegistrationRules
}

/** A challenge for a person who has no account. The answer does not tell whether the address or the name is taken. */
export async function startPasskeySignUp(
  needs: StartPasskeySignUpNeeds,
  input: StartPasskeySignUpInput,
  client: RequestMetadata,
): Promise<StartPasskeySignUpOutcome> {
  const { registration: rules, clock } = needs
  if (rules.registration === 'closed') return { kind: 'registrationClosed' }
  const user = newUserOf(input, client, clock.now())
  const issues = findIssues(rules, input, user.email)
  if (issues.length > 0) return invalidInput(issues)
  const { id: userId, email, usernameKey } = user
  const details: SignUpDetails = { email, usernameKey }
  const issued = await issueLimitedChallenge(needs, { purpose: 'sign-up', userId, details }, client)
  if ('kind' in issued) return issued
  const { challenge, expiresAt } = issued
  const creation = { challenge, userId, userName: email ?? user.username ?? userId, passkeys: [] }
  return { kind: 'passkeyChallenge', options: creationOptions(needs.relyingParty, creation), expiresAt }
}

function findIssues(
  { username: rules }: RegistrationRules,
  { email, username }: StartPasskeySignUpInput,
  canonical: string | null,
): InputIssue[] {
  if (email == null && username == null) return [{ path: ['email'], rule: 'REQUIRED' }]
  const named = username == null ? null : findUsernameIssue(rules, username)
  const addressed = email != null && canonical === null ? ({ path: ['email'], rule: 'NOT_AN_EMAIL' } as const) : null
  return [addressed, named].filter((issue) => issue !== null)
}
