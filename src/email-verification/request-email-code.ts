import { record } from '../audit/record.js'
import { readEmailAddress } from '../mail/email-address.js'
import type { Message } from '../mail/messages.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store, Writer } from '../store/engine/store.js'
import { findPendingRegistration } from '../store/pending-registrations.js'
import type { User } from '../store/tables/users.js'
import { findUserByKey } from '../store/users.js'
import { codePauseSeconds } from '../throttles/limits.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type CodePurpose, issueEmailCode } from './one-time-code.js'
import { codeMailSubjects, minutesOf, type ProofMailNeeds, send } from './send-proof.js'

export interface RequestEmailCodeInput {
  email: string
  purpose: Exclude<CodePurpose, 'change-email' | 'verify-registration' | 'sign-in'>
}

export type RequestEmailCodeOutcome =
  | { kind: 'emailCodeSent'; expiresIn: number; resendIn: number }
  | InvalidInput
  | Throttled

interface Needs extends ProofMailNeeds, ThrottleNeeds {
  store: Store
}

/** Mails a code if the address can use it. Answer and work are the same for known and unknown addresses. */
export async function requestEmailCode(
  needs: Needs,
  input: RequestEmailCodeInput,
  client: RequestMetadata,
): Promise<RequestEmailCodeOutcome> {
  const email = readEmailAddress(input.email)
  if (email === null) return invalidInput([{ path: ['email'], rule: 'NOT_AN_EMAIL' }])
  const throttled = await needs.store.transaction((tx) => mailCode(tx, needs, { ...input, email, client }))
  const { lifetimeSeconds } = needs.emailCodes
  return throttled ?? { kind: 'emailCodeSent', expiresIn: lifetimeSeconds, resendIn: codePauseSeconds }
}

async function mailCode(
  tx: Writer,
  needs: Needs,
  { email, purpose, client }: RequestEmailCodeInput & { client: RequestMetadata },
): Promise<Throttled | null> {
  const throttled = await takeAttempt(tx, needs, { subjects: codeMailSubjects({ purpose, email }, client), client })
  if (throttled !== null) return throttled
  const owner = await findUserByKey(tx, { email })
  const pending = await findPendingRegistration(tx, { email }, needs.clock.now())
  const isForRegistration = purpose === 'verify-email' && owner === null && pending !== null
  const code = await issueEmailCode(tx, needs, {
    purpose: isForRegistration ? 'verify-registration' : purpose,
    of: email,
  })
  const { lifetimeSeconds } = needs.emailCodes
  const message = messageFor(purpose, owner, { email, code, minutes: minutesOf(lifetimeSeconds) })
  const to = isForRegistration || isOfUse(purpose, owner) ? email : null
  await send(tx, needs, { to, language: client.language, lifetimeSeconds, message })
  const event = { kind: 'email-code.requested', userId: owner?.id ?? null, purpose } as const
  await record(tx, event, { client, now: needs.clock.now() })
  return null
}

/** The owner of a proven address gets a mail that somebody tried to register it. */
function messageFor(
  purpose: RequestEmailCodeInput['purpose'],
  owner: User | null,
  values: { email: string; code: string; minutes: string },
): Message {
  switch (purpose) {
    case 'register':
      return isProven(owner) ? { kind: 'already-registered', values } : { kind: 'register-code', values }
    case 'verify-email':
      return { kind: 'verify-code', values }
    case 'reset-password':
      return { kind: 'reset-code', values }
    case 'reauthenticate':
      return { kind: 'reauthenticate-code', values }
  }
}

function isOfUse(purpose: RequestEmailCodeInput['purpose'], owner: User | null): boolean {
  if (purpose === 'register') return true
  if (owner === null) return false
  if (purpose === 'verify-email') return !isProven(owner)
  return owner.disabledAt === null && (purpose === 'reset-password' || isProven(owner))
}

function isProven(owner: User | null): boolean {
  return owner !== null && owner.emailVerifiedAt !== null
}
