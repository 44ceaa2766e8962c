import { record } from '../audit/record.js'
import { type EmailProof, type ProofNeeds, readCode } from '../email-verification/check-proof.js'
import { voidAllProofs } from '../email-verification/revoke-proofs.js'
import type { ProofMailNeeds } from '../email-verification/send-proof.js'
import { placeOf } from '../passwords/fair-order.js'
import type { PasswordHasher } from '../passwords/hash.js'
import type { Clock } from '../platform/clock.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  type SecondFactorSetupRequired,
  type SignInNeeds,
} from '../sign-in/complete-sign-in.js'
import { type Reader, type Store, Undone, type Writer } from '../store/engine/store.js'
import { hasSession } from '../store/sessions.js'
import type { NewUser, User } from '../store/tables/users.js'
import { deleteUser, findUserWithHash, type UserWithHash } from '../store/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { findRegistrationIssues, type RegisterInput } from './check-input.js'
import {
  type AccountUser,
  accountUserOf,
  insertAccount,
  insertAndDeleteAccount,
  type NewAccount,
} from './new-account.js'
import { mailNewcomer, mailOwner, mayMail } from './registration-mail.js'

export type RegisterOutcome =
  | SignedIn
  | SecondFactorSetupRequired
  | { kind: 'registrationAccepted'; email: string }
  | InvalidInput
  | { kind: 'emailTaken' }
  | { kind: 'usernameTaken' }
  | { kind: 'invalidCode' }
  | { kind: 'registrationClosed' }
  | Throttled

export interface RegisterNeeds extends ThrottleNeeds, SignInNeeds, ProofNeeds, ProofMailNeeds {
  store: Store
  clock: Clock
  hasher: PasswordHasher
}

/** Creates a user with a password and, unless the address has to be proven first, signs in. */
export async function register(
  needs: RegisterNeeds,
  input: RegisterInput,
  client: RequestMetadata,
): Promise<RegisterOutcome> {
  const { store, registration } = needs
  if (registration.registration === 'closed') return { kind: 'registrationClosed' }
  const issues = findRegistrationIssues(registration, input)
  if (issues.length > 0) return invalidInput(issues)
  const subjects = [{ limit: 'registerPerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const newUser = accountUserOf(input, client, needs.clock.now())
  const proof = await readRegistrationCode(needs, { code: input.emailCode, email: newUser.email }, client)
  if (proof !== null && proof.kind !== 'proven') return proof

  const hash = await needs.hasher.inTurn(placeOf(newUser.email ?? newUser.usernameKey ?? '', client), (worker) =>
    worker.hash(input.password),
  )
  const stored = await store.transaction((tx) => insertEverything(tx, needs, { input, newUser, proof, hash, client }))
  return stored.kind === 'admitted' ? ((await finishSignIn(needs, stored)) as SignedIn) : (stored as RegisterOutcome)
}

/** Null when no code was given. */
async function readRegistrationCode(
  needs: RegisterNeeds,
  { code, email }: { code: string | null | undefined; email: string | null },
  client: RequestMetadata,
): Promise<EmailProof | { kind: 'invalidCode' } | Throttled | null> {
  if (code == null) return null
  if (email === null) return { kind: 'invalidCode' }
  const reading = await readCode(needs, { subject: { purpose: 'register', of: email }, code, email }, client)
  return reading.kind === 'invalidToken' ? { kind: 'invalidCode' } : reading
}

interface Registration extends NewAccount {
  proof: EmailProof | null
  client: RequestMetadata
}

interface Contested extends Registration {
  /** The user who has the address now. */
  holder: UserWithHash | null
}

type Stored = Admission | RegisterOutcome

async function insertEverything(
  tx: Writer,
  needs: RegisterNeeds,
  registering: Registration,
): Promise<Stored | Undone<Stored>> {
  const { proof, newUser } = registering
  if (proof !== null && !(await proof.consume(tx))) return { kind: 'invalidCode' }
  const holder = await findHolder(tx, newUser)
  const hasDeleted = await deleteUnproven(tx, needs, { ...registering, holder })
  const user = holder === null || hasDeleted ? await insertAccount(tx, registering) : null
  if (user !== null) return admit(tx, needs, { ...registering, user })
  const answer = await answerTaken(tx, needs, { ...registering, holder })
  // Another request was faster. Roll back: the code still works, and the replaced account stays.
  return proof === null && !hasDeleted ? answer : new Undone<Stored>(answer)
}

async function admit(
  tx: Writer,
  needs: RegisterNeeds,
  { user, ...registering }: Registration & { user: User },
): Promise<Stored> {
  const { proof, client, input, newUser } = registering
  await record(tx, { kind: 'user.created', userId: user.id }, { client, now: newUser.createdAt })
  if (input.sendEmail) await mailNewcomer(tx, needs, { user, client })
  const mustProve = needs.registration.emailVerification === 'required' && proof === null
  if (mustProve) return { kind: 'registrationAccepted', email: user.email ?? '' }
  // The transaction that stores the password also uses it: no other request can have changed it.
  const authentication = { user, method: 'PASSWORD', consume: async () => true } as const
  const { deviceName = null, delivery = 'BODY' } = input
  const wanted = { accessLifetimeSeconds: null, deviceName, delivery }
  return decideSignIn(tx, needs, { authentication, earlierMethods: [], ...wanted, client, newUser: true })
}

/**
 * Deletes an account with an unproven address, with its password, sessions, profile and mailed codes. True if it did.
 *
 * - A registration with the mailed code replaces it.
 * - With `EMAIL_VERIFICATION=required`, a registration that mails a proof replaces it if it was never used.
 *
 * Otherwise a stranger could register the address first, and the owner's proof would open the account of the stranger.
 */
async function deleteUnproven(tx: Writer, needs: RegisterNeeds, { holder, proof, input }: Contested): Promise<boolean> {
  // A disabled account stays, or a disabled user could register again.
  if (holder === null || holder.user.emailVerifiedAt !== null || holder.user.disabledAt !== null) return false
  const isMailed = needs.registration.emailVerification === 'required' && input.sendEmail
  const givesWay = proof !== null || (isMailed && (await isUntouched(tx, needs, holder)))
  if (!givesWay) return false
  await voidAllProofs(tx, holder.user)
  return deleteUser(tx, holder.user.id)
}

/** Whether the account was never used: no session, no login. Its mailbox must also be allowed another proof. */
async function isUntouched(tx: Writer, needs: RegisterNeeds, { user, password }: UserWithHash): Promise<boolean> {
  const isUsed = password !== null && password.usedAt > password.changedAt
  return !isUsed && !(await hasSession(tx, user.id)) && mayMail(tx, needs, user.email ?? '')
}

async function answerTaken(tx: Writer, needs: RegisterNeeds, registering: Contested): Promise<RegisterOutcome> {
  const { newUser, proof } = registering
  const isSecret = needs.registration.emailVerification === 'required' && proof === null
  if (isSecret && newUser.email !== null) return answerAsNew(tx, needs, { ...registering, email: newUser.email })
  return { kind: (await isUsernameTaken(tx, newUser)) ? 'usernameTaken' : 'emailTaken' }
}

/** If addresses must be proven, a taken address gets the answer of a new one, and its owner gets a mail. */
async function answerAsNew(
  tx: Writer,
  needs: RegisterNeeds,
  { email, ...registering }: Contested & { email: string },
): Promise<RegisterOutcome> {
  const { newUser, holder, client, input } = registering
  if (!(await insertAndDeleteAccount(tx, registering))) return { kind: 'usernameTaken' }
  if (holder !== null && input.sendEmail) await mailOwner(tx, needs, { owner: holder.user, email, client })
  const event = { kind: 'registration.repeated', userId: holder?.user.id ?? null } as const
  await record(tx, event, { client, now: newUser.createdAt })
  return { kind: 'registrationAccepted', email }
}

async function findHolder(db: Reader, { email }: AccountUser): Promise<UserWithHash | null> {
  return email === null ? null : findUserWithHash(db, { email })
}

async function isUsernameTaken(db: Reader, { usernameKey: key }: NewUser): Promise<boolean> {
  return key != null && (await findUserWithHash(db, { usernameKey: key })) !== null
}
