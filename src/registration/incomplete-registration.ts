import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { fastHash } from '../platform/fast-hash.js'
import { createToken, hashToken, type TokenRefusal } from '../platform/one-time-token.js'
import type { Secrets } from '../platform/secrets.js'
import type { Store, Writer } from '../store/engine/store.js'
import { findIncompleteRegistration, insertIncompleteRegistration } from '../store/incomplete-registrations.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import { findUsernameIssue } from '../users/username.js'
import { findRegistrationIssues } from './check-input.js'
import type { SignUpIdentity } from './credential.js'

/** The person is proven, and `register` with this token and the missing fields makes the account. */
export interface RegistrationIncomplete {
  kind: 'registrationIncomplete'
  registrationToken: string
  expiresAt: Date
  /** Paths inside the input of `register`. */
  missing: readonly (readonly string[])[]
  suggestedEmail: string | null
  suggestedUsername: string | null
}

export interface IncompleteNeeds {
  clock: Clock
  secrets: Secrets
  registration: RegistrationRules
}

/** What was proven, and what a form can begin with. */
export interface ProvenPerson {
  /** The proven address. Null: none. */
  email: string | null
  /** Null: the person proved a mailbox. */
  identity: SignUpIdentity | null
  accessLifetimeSeconds: number | null
  /** Not proven. */
  suggestedUsername: string | null
}

const lifetimeSeconds = 1800

/**
 * What an account needs beyond a proof: the fields that `register` would miss. Empty: the proof is enough. `email` is
 * the proven address.
 */
export function findMissingForAccount(rules: RegistrationRules, email: string | null): (readonly string[])[] {
  const input = { email, registrationToken: '', sendEmail: false }
  const issues = findRegistrationIssues(rules, input, email)
  return issues.filter(({ rule }) => rule === 'REQUIRED').map(({ path }) => path)
}

/** Keeps the proof for half an hour. Its token is good for one `register` and for nothing else. */
export async function openIncompleteRegistration(
  tx: Writer,
  { clock, secrets, registration: rules }: IncompleteNeeds,
  { email, identity, accessLifetimeSeconds, suggestedUsername: username }: ProvenPerson,
): Promise<RegistrationIncomplete> {
  const registrationToken = createToken('lk_rg_')
  const createdAt = clock.now()
  const expiresAt = addSeconds(createdAt, lifetimeSeconds)
  const sealedIdentity = identity && secrets.seal('provider-sign-in', Buffer.from(JSON.stringify(identity)))
  const tokenHash = fastHash(registrationToken)
  await insertIncompleteRegistration(tx, {
    tokenHash,
    email,
    sealedIdentity,
    accessLifetimeSeconds,
    createdAt,
    expiresAt,
  })
  const isPossible = username !== null && findUsernameIssue(rules.username, username) === null
  return {
    kind: 'registrationIncomplete',
    registrationToken,
    expiresAt,
    missing: findMissingForAccount(rules, email),
    suggestedEmail: email ?? identity?.email ?? null,
    suggestedUsername: isPossible ? username : null,
  }
}

/** A proof that its token opened. */
export interface OpenRegistration {
  kind: 'open'
  tokenHash: string
  email: string | null
  identity: SignUpIdentity | null
  accessLifetimeSeconds: number | null
}

/** Reads a token without using it up: a form with a mistake can be sent again. */
export async function readRegistrationToken(
  { store, clock, secrets }: { store: Store; clock: Clock; secrets: Secrets },
  token: string,
): Promise<OpenRegistration | TokenRefusal> {
  const hash = hashToken('lk_rg_', token)
  const row = hash === null ? null : await findIncompleteRegistration(store.read, hash)
  if (row === null) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  if (row.expiresAt <= clock.now()) return { kind: 'invalidToken', reason: 'TOKEN_EXPIRED' }
  const { tokenHash, email, sealedIdentity, accessLifetimeSeconds } = row
  const opened = sealedIdentity && secrets.open('provider-sign-in', sealedIdentity)
  // Sealed with a key that is gone.
  if (sealedIdentity !== null && opened === null) return { kind: 'invalidToken', reason: 'TOKEN_INVALID' }
  const identity = opened && (JSON.parse(opened.toString()) as SignUpIdentity)
  return { kind: 'open', tokenHash, email, identity, accessLifetimeSeconds }
}
