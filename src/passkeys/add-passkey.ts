import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import { findSetupSubject, type SetupNeeds, type SetupSubject } from '../pending-sign-ins/find-setup-subject.js'
import { findTextIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { issueFirstRecoveryCodes } from '../recovery-codes/recovery-codes.js'
import type { PossibleCaller } from '../sessions/authenticate-request.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import { findMissingProof, type ReauthenticationRequired } from '../sessions/recent-authentication.js'
import { type Admitted, finishSignIn, type SignInNeeds } from '../sign-in/complete-sign-in.js'
import { signInAfterSetup } from '../sign-in/sign-in-after-setup.js'
import type { Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import { consumePasskeyChallenge, insertPasskey, listPasskeys } from '../store/passkeys.js'
import { consumePendingSignIn } from '../store/pending-sign-ins.js'
import type { PasskeyRow } from '../store/tables/passkeys.js'
import { lockUser, replaceUser } from '../store/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { returnAttempt, type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import type { CheckAssertionNeeds, InvalidPasskey } from '../webauthn/check-assertion.js'
import { checkAttestation, type NewCredential } from '../webauthn/check-attestation.js'
import { maxPasskeys } from '../webauthn/options.js'
import type { WebAuthnJson } from '../webauthn/response.js'
import { nameOfAuthenticator } from './authenticator-names.js'
import { ceremonyOf } from './start-passkey-registration.js'
import { type PasskeyView, viewPasskey } from './views.js'

export interface AddPasskeyInput {
  /** The response to a challenge of `startPasskeyRegistration`. */
  passkey: WebAuthnJson
  /** Left out: the name of the authenticator. */
  name?: string | null
  /** From `secondFactorSetupRequired`. */
  signInToken?: string | null
}

export interface PasskeyAdded {
  kind: 'passkeyAdded'
  passkey: PasskeyView
  /** Given once, when the user had none. */
  recoveryCodes: readonly string[] | null
  /** When a sign-in token was given. */
  signedIn: SignedIn | null
}

export type AddPasskeyOutcome =
  | PasskeyAdded
  | InvalidPasskey
  | ReauthenticationRequired
  | InvalidInput
  | TokenRefusal
  | Throttled

export interface AddPasskeyNeeds extends SetupNeeds, SignInNeeds, CheckAssertionNeeds, ThrottleNeeds, NoticeNeeds {}

/** Adds a passkey to the account. A signed-in caller needs a recent proof of identity. During a sign-in it also signs in. */
export async function addPasskey(
  needs: AddPasskeyNeeds,
  { passkey, name = null, signInToken = null }: AddPasskeyInput,
  caller: PossibleCaller,
): Promise<AddPasskeyOutcome> {
  const issue = name === null ? null : findPasskeyNameIssue(name)
  if (issue !== null) return invalidInput([issue])
  const subject = await findSetupSubject(needs, signInToken, caller)
  if (subject.kind !== 'setupSubject') return subject
  const { client } = caller
  const subjects = [{ limit: 'passkeyPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await needs.store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const created = await checkAttestation(needs, passkey, { ...ceremonyOf(subject), userId: subject.user.id })
  if (created.kind !== 'newCredential') return created
  try {
    const added = await needs.store.transaction(async (tx) => {
      await returnAttempt(tx, needs, subjects)
      return storePasskey(tx, needs, { subject, created, name, client })
    })
    if ('kind' in added) return added
    const { row, recoveryCodes, admitted } = added
    const signedIn = admitted && ((await finishSignIn(needs, admitted)) as SignedIn)
    return { kind: 'passkeyAdded', passkey: viewPasskey(row), recoveryCodes, signedIn }
  } catch (error) {
    // A user has this credential already.
    if (isUniqueViolation(error)) return { kind: 'invalidPasskey' }
    throw error
  }
}

/** The rules of a name that a user gives a passkey. */
export function findPasskeyNameIssue(name: string) {
  return findTextIssue(['name'], name.trim(), { min: 1, max: 100 })
}

interface Adding {
  subject: SetupSubject
  created: NewCredential
  name: string | null
  client: RequestMetadata
}

interface Stored {
  row: PasskeyRow
  recoveryCodes: readonly string[] | null
  admitted: Admitted | null
}

async function storePasskey(
  tx: Writer,
  needs: AddPasskeyNeeds,
  { subject, created: { credential, challenge }, name, client }: Adding,
): Promise<Stored | InvalidPasskey | ReauthenticationRequired | InvalidInput> {
  const { user, session, pending } = subject
  const now = needs.clock.now()
  await lockUser(tx, user.id)
  const missing = session === null ? null : await findMissingProof(tx, needs, { sessionId: session.id })
  if (missing !== null) return missing
  if ((await listPasskeys(tx, user.id, maxPasskeys)).length >= maxPasskeys) {
    return invalidInput([{ path: ['passkey'], rule: 'OUT_OF_RANGE', bound: `1–${maxPasskeys}` }])
  }
  const isOpen = pending === null || (await consumePendingSignIn(tx, pending.id, now))
  if (!isOpen || !(await consumePasskeyChallenge(tx, challenge.hash, now))) return { kind: 'invalidPasskey' }
  const own = {
    userId: user.id,
    name: name?.trim() ?? nameOfAuthenticator(credential.aaguid) ?? 'Passkey',
    createdAt: now,
  }
  const row = await insertPasskey(tx, { ...credential, ...own })
  const recoveryCodes = await issueFirstRecoveryCodes(tx, needs, user.id)
  await replaceUser(tx, user.id, { factorsChangedAt: now })
  const event = { kind: 'factor.added', userId: user.id, sessionId: session?.id ?? null, factor: 'PASSKEY' } as const
  await record(tx, event, { client, now })
  await enqueueNotice(tx, needs, { kind: 'passkey-added', user, client, values: { name: row.name } })
  return { row, recoveryCodes, admitted: await signInAfterSetup(tx, needs, { subject, method: 'PASSKEY', client }) }
}
