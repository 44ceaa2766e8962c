import { record } from '../audit/record.js'
import { type EmailProof, type ProofNeeds, readCode } from '../email-verification/check-proof.js'
import type { ProofMailNeeds } from '../email-verification/send-proof.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  type SecondFactorSetupRequired,
  type SignInNeeds,
} from '../sign-in/complete-sign-in.js'
import type { Reader, Store, Writer } from '../store/engine/store.js'
import { isUniqueViolation } from '../store/engine/unique-violation.js'
import { findIdentity } from '../store/identities.js'
import { isUsernameTaken, lockHolder } from '../store/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { readProfileChanges } from '../users/profile.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import type { InvalidPasskey } from '../webauthn/check-assertion.js'
import { type CheckCredentialNeeds, type CheckedCredential, checkCredential } from './check-credential.js'
import { findRegistrationIssues, type RegisterInput } from './check-input.js'
import { canWait } from './credential.js'
import { giveDefaultRoles } from './default-roles.js'
import { deleteUnproven } from './delete-unproven.js'
import { type OpenRegistration, readRegistrationToken } from './incomplete-registration.js'
import { insertAccount, type NewUserFields, newUserOf } from './new-account.js'
import { storePendingRegistration } from './pending-registration.js'
import { mailNewUser } from './registration-mail.js'

export type RegisterOutcome =
  | SignedIn
  | SecondFactorSetupRequired
  | { kind: 'registrationAccepted'; email: string }
  | InvalidInput
  | { kind: 'emailTaken' }
  | { kind: 'usernameTaken' }
  | { kind: 'invalidCode' }
  | { kind: 'registrationClosed' }
  | InvalidPasskey
  | TokenRefusal
  | Throttled

export interface RegisterNeeds extends ThrottleNeeds, SignInNeeds, ProofNeeds, ProofMailNeeds, CheckCredentialNeeds {
  store: Store
}

/** A registration whose input and credential are right. */
interface Registration {
  input: RegisterInput
  user: NewUserFields
  checked: CheckedCredential
  /** Null if no code was given. */
  proof: EmailProof | null
  client: RequestMetadata
}

/**
 * Creates a user and signs in: with a password, a passkey, or what was proven before a registration token was given. If
 * the address has to be proven first, the registration is pending.
 */
export async function register(
  needs: RegisterNeeds,
  input: RegisterInput,
  client: RequestMetadata,
): Promise<RegisterOutcome> {
  if (isClosed(needs.registration, input)) return { kind: 'registrationClosed' }
  const { registrationToken: token = null } = input
  const opened = token === null ? null : await readRegistrationToken(needs, token)
  if (opened?.kind === 'invalidToken') return opened
  // The proven address holds unless another one is given.
  return registerWith(needs, { input: { ...input, email: input.email ?? opened?.email ?? null }, opened }, client)
}

async function registerWith(
  needs: RegisterNeeds,
  { input, opened }: { input: RegisterInput; opened: OpenRegistration | null },
  client: RequestMetadata,
): Promise<RegisterOutcome> {
  const { store, registration: rules } = needs
  const issues = findRegistrationIssues(rules, input, opened?.email ?? null)
  if (issues.length > 0) return invalidInput(issues)
  const subjects = [{ limit: 'registerPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const named = newUserOf(input, client, needs.clock.now())
  const proof = await readRegistrationCode(needs, { code: input.emailCode, email: named.email }, client)
  if (proof !== null && proof.kind !== 'proven') return proof

  const checked = await checkCredential(needs, { input, user: named, opened }, client)
  if ('kind' in checked) return checked
  const user = { ...named, id: checked.userId }
  const { credential } = checked
  const mustProve = rules.emailVerification === 'required' && proof === null
  if (!mustProve || user.email === null || !canWait(credential))
    return openAccount(needs, { input, user, checked, proof, client })
  const { profile, sendEmail } = input
  const pending = { profile, user, email: user.email, credential, sendEmail, client }
  return store.transaction(async (tx) =>
    (await checked.consume(tx)) ? storePendingRegistration(tx, needs, pending) : checked.refusal,
  )
}

function isClosed({ registration, passwordSignIn }: RegistrationRules, given: RegisterInput): boolean {
  const isByPassword = given.passkey == null && given.registrationToken == null
  return registration === 'closed' || (isByPassword && !passwordSignIn)
}

/** Null when no code was given. */
async function readRegistrationCode(
  needs: RegisterNeeds,
  { code, email }: { code: string | null | undefined; email: string | null },
  client: RequestMetadata,
): Promise<EmailProof | { kind: 'invalidCode' } | Throttled | null> {
  if (code == null) return null
  if (email === null) return { kind: 'invalidCode' }
  const reading = await readCode(needs, { subjects: [{ purpose: 'register', of: email }], code, email }, client)
  return reading.kind === 'invalidToken' ? { kind: 'invalidCode' } : reading
}

async function openAccount(needs: RegisterNeeds, registration: Registration): Promise<RegisterOutcome> {
  try {
    const admission = await needs.store.transaction((tx) => storeAccount(tx, needs, registration))
    if (isRefusal(admission)) return admission
    return (await finishSignIn(needs, admission)) as SignedIn
  } catch (error) {
    // The transaction is rolled back, so the code still works.
    if (isUniqueViolation(error)) return whatIsTaken(needs.store.read, registration)
    throw error
  }
}

type Refusal = { kind: 'invalidCode' } | CheckedCredential['refusal']

function isRefusal(given: Admission | Refusal): given is Refusal {
  return given.kind === 'invalidCode' || given.kind === 'invalidPasskey' || given.kind === 'invalidToken'
}

/** Throws a unique violation if the address, the username or the identity is taken. */
async function storeAccount(
  tx: Writer,
  needs: RegisterNeeds,
  { input, user: newUser, checked, proof, client }: Registration,
): Promise<Admission | Refusal> {
  const provenEmail = proof?.email ?? checked.provenEmail
  if (provenEmail !== null) await lockHolder(tx, provenEmail)
  if (!(await checked.consume(tx))) return checked.refusal
  if (proof !== null && !(await proof.consume(tx))) return { kind: 'invalidCode' }
  const isProven = provenEmail !== null && newUser.email === provenEmail
  if (isProven) await deleteUnproven(tx, provenEmail)
  const now = newUser.createdAt
  const inserted = await insertAccount(tx, {
    user: { ...newUser, emailVerifiedAt: isProven ? now : null },
    profile: readProfileChanges(input.profile),
    credential: checked.credential,
  })
  const user = await giveDefaultRoles(tx, needs.registration, inserted)
  await record(tx, { kind: 'user.created', userId: user.id }, { client, now })
  if (input.sendEmail) await mailNewUser(tx, needs, { user, client })
  // The transaction that stores the credential also uses it: no other request can have changed it.
  const authentication = { user, method: checked.method, consume: async () => true }
  const { deviceName = null, delivery = 'BODY' } = input
  const wanted = { accessLifetimeSeconds: checked.accessLifetimeSeconds, deviceName, delivery }
  return decideSignIn(tx, needs, { authentication, earlierMethods: [], ...wanted, client, newUser: true })
}

async function whatIsTaken(db: Reader, { user, checked: { credential } }: Registration): Promise<RegisterOutcome> {
  const identity = credential !== null && 'identity' in credential ? credential.identity : null
  // Another registration of the same person was faster.
  if (identity !== null && (await findIdentity(db, identity)) !== null)
    return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const isNameTaken = await isUsernameTaken(db, user)
  return { kind: isNameTaken ? 'usernameTaken' : 'emailTaken' }
}
