import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { randomDigits } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import { claimCodeAttempt, replaceEmailCode } from '../store/email-proofs.js'
import type { Store, Writer } from '../store/engine/store.js'

/** What a mailed code is good for: one of another purpose is worth nothing. */
export type CodePurpose = 'register' | 'verify-email' | 'reset-password' | 'change-email' | 'reauthenticate'

/** The address that a code was mailed to; for `change-email` the user who changes theirs. */
export interface CodeSubject {
  purpose: CodePurpose
  of: string
}

export interface CodeNeeds {
  clock: Clock
  secrets: Secrets
  emailCodes: { digits: number; lifetimeSeconds: number }
}

/** A code that was compared and found right. The caller’s transaction claims it. */
export interface RightCode {
  key: string
  mac: Buffer
}

/** Ten thousand guesses for every hundredth of a chance: six digits allow five. */
const mostComparisons = 5

/** A fresh code; the older one of the same subject is void. */
export async function issueEmailCode(tx: Writer, needs: CodeNeeds, subject: CodeSubject): Promise<string> {
  const { clock, secrets, emailCodes } = needs
  const code = randomDigits(emailCodes.digits)
  const key = codeKey(subject)
  const expiresAt = addSeconds(clock.now(), emailCodes.lifetimeSeconds)
  await replaceEmailCode(tx, { key, mac: secrets.mac('email-code', message(key, code)), attempts: 0, expiresAt })
  return code
}

/** Counts the comparison in a transaction of its own before it compares, so that races gain no guess. */
export async function checkEmailCode(
  { clock, secrets, store }: CodeNeeds & { store: Store },
  subject: CodeSubject,
  code: string,
): Promise<RightCode | null> {
  const key = codeKey(subject)
  const stored = await store.transaction((tx) => claimCodeAttempt(tx, key, { most: mostComparisons, now: clock.now() }))
  if (stored === null) return null
  return secrets.isMac('email-code', message(key, code), { mac: stored.mac }) ? { key, mac: stored.mac } : null
}

export function codeKey({ purpose, of }: CodeSubject): string {
  return `${purpose}:${of}`
}

/** White space and full-width digits are what people paste and type. */
function message(key: string, code: string): Buffer {
  return Buffer.from(`${key}:${code.normalize('NFKC').replace(/\s/g, '')}`)
}
