import { record } from '../audit/record.js'
import type { PasswordHasher } from '../passwords/hash.js'
import type { Client } from '../platform/client.js'
import type { Clock } from '../platform/clock.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { randomId } from '../platform/random.js'
import { type IssueNeeds, type SignedIn, signedIn } from '../sessions/issue-tokens.js'
import { openSession } from '../sessions/open-session.js'
import type { SessionLifetimes } from '../sessions/session-lifetimes.js'
import { insertPasswordCredential } from '../store/passwords.js'
import type { NewUser, Session, User } from '../store/rows.js'
import type { Reader, Store, Writer } from '../store/store.js'
import { findUserWithHash, insertProfile, insertUser } from '../store/users.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { readEmailAddress } from './email-address.js'
import { readProfileChanges } from './profile.js'
import { findRegistrationIssues, type RegisterInput, type RegistrationRules } from './registration-rules.js'
import { readUsername, usernameKey } from './username.js'

export type RegisterOutcome =
  | SignedIn
  | { kind: 'registrationAccepted'; email: string }
  | InvalidInput
  | { kind: 'emailTaken' }
  | { kind: 'usernameTaken' }
  | { kind: 'invalidCode' }
  | { kind: 'registrationClosed' }
  | Throttled

export interface RegisterNeeds extends ThrottleNeeds, IssueNeeds {
  store: Store
  clock: Clock
  hasher: PasswordHasher
  lifetimes: SessionLifetimes
  registration: RegistrationRules
}

/** Creates a user with a password and, unless the address has to be proven first, signs in. */
export async function register(needs: RegisterNeeds, input: RegisterInput, client: Client): Promise<RegisterOutcome> {
  const { store, registration } = needs
  if (registration.registration === 'closed') return { kind: 'registrationClosed' }
  const issues = findRegistrationIssues(registration, input)
  if (issues.length > 0) return invalidInput(issues)
  const throttled = await store.transaction((tx) =>
    takeAttempt(tx, needs, [{ limit: 'registerPerAddress', of: clientNetwork(client.address) }]),
  )
  if (throttled !== null) return throttled
  // No operation mails a code yet, so none can be right.
  if (input.emailCode != null) return { kind: 'invalidCode' }

  const newUser = newUserOf(input, needs.clock.now())
  const hash = await needs.hasher.inTurn((worker) => worker.hash(input.password))
  const stored = await store.transaction((tx) => insertEverything(tx, needs, { input, newUser, hash, client }))
  return 'kind' in stored ? stored : signedInOrAccepted(needs, stored)
}

interface Registration {
  input: RegisterInput
  newUser: NewUser
  hash: string
  client: Client
}

interface Registered {
  user: User
  /** Null while the address has to be proven first. */
  session: Session | null
}

async function insertEverything(
  tx: Writer,
  needs: RegisterNeeds,
  { input, newUser, hash, client }: Registration,
): Promise<Registered | RegisterOutcome> {
  const now = newUser.createdAt
  const user = await insertUser(tx, newUser)
  if (user === null) return answerTaken(tx, needs, { newUser, client })
  await insertProfile(tx, { userId: user.id, ...readProfileChanges(input.profile) })
  await insertPasswordCredential(tx, { userId: user.id, hash, now })
  const session =
    needs.registration.emailVerification === 'required'
      ? null
      : await openSession(tx, needs.lifetimes, {
          userId: user.id,
          accessLifetimeSeconds: null,
          deviceName: input.deviceName ?? null,
          client,
          now,
        })
  await record(tx, { kind: 'userRegistered', userId: user.id, sessionId: session?.id ?? null }, { client, now })
  return { user, session }
}

/** Where addresses have to be proven, a taken one gets the answer of a new one. */
async function answerTaken(
  tx: Writer,
  { registration }: RegisterNeeds,
  { newUser, client }: { newUser: NewUser; client: Client },
): Promise<RegisterOutcome> {
  if (await isUsernameTaken(tx, newUser)) return { kind: 'usernameTaken' }
  if (registration.emailVerification !== 'required' || newUser.email == null) return { kind: 'emailTaken' }
  const owner = await findUserWithHash(tx, { email: newUser.email })
  const event = { kind: 'registrationRepeated', userId: owner?.user.id ?? null } as const
  await record(tx, event, { client, now: newUser.createdAt })
  return { kind: 'registrationAccepted', email: newUser.email }
}

async function isUsernameTaken(db: Reader, { usernameKey: key }: NewUser): Promise<boolean> {
  return key != null && (await findUserWithHash(db, { usernameKey: key })) !== null
}

function signedInOrAccepted(needs: RegisterNeeds, { user, session }: Registered): RegisterOutcome {
  if (session === null) return { kind: 'registrationAccepted', email: user.email ?? '' }
  return signedIn(needs, session, user)
}

function newUserOf({ email, username }: RegisterInput, now: Date): NewUser {
  return {
    id: randomId(),
    email: email == null ? null : readEmailAddress(email),
    username: username == null ? null : readUsername(username),
    usernameKey: username == null ? null : usernameKey(username),
    createdAt: now,
    updatedAt: now,
  }
}
