import type { Clock } from '../platform/clock.js'
import { addSeconds } from '../platform/durations.js'
import { randomDigits } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import { consumeCodeAttempt, findOutstandingKeys, repeatEmailCode, replaceEmailCode } from '../store/email-proofs.js'
import type { Reader, Store, Writer } from '../store/engine/store.js'

/** What a mailed code can be used for. A code of one purpose is refused for every other. */
export type CodePurpose =
  | 'register'
  /** For a pending registration; `verify-email` is for the address of a user. */
  | 'verify-registration'
  | 'verify-email'
  | 'reset-password'
  | 'change-email'
  | 'reauthenticate'
  | 'sign-in'

/** What a code belongs to: the address it was mailed to, or for `change-email` the user. */
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

/** Maximum guesses at one code. With six digits, five guesses succeed with a chance of 1 in 200,000. */
const maxComparisons = 5

/** A code is mailed again for this many lifetimes. */
const maxRepeatedLifetimes = 3

/**
 * Issues a code, or repeats the outstanding one with the guesses that are counted against it. So a stranger who asks for
 * codes cannot make the one useless that the owner has.
 */
export async function issueEmailCode(tx: Writer, needs: CodeNeeds, subject: CodeSubject): Promise<string> {
  const { clock, secrets, emailCodes } = needs
  const now = clock.now()
  const fresh = makeCode(needs, codeKey(subject), now)
  const oldest = addSeconds(now, -maxRepeatedLifetimes * emailCodes.lifetimeSeconds)
  const stored = await repeatEmailCode(tx, fresh.row, { now, oldest, max: maxComparisons })
  const code = stored.sealedCode && secrets.open('mailed-proof', stored.sealedCode)?.toString()
  // An older version replaces the MAC and leaves the sealed code as it is.
  if (code && secrets.isMac('email-code', message(stored.key, code), { mac: stored.mac })) return code
  await replaceEmailCode(tx, fresh.row)
  return fresh.code
}

/** Issues a new code. The older code of the same subject stops working. */
export async function replaceCode(tx: Writer, needs: CodeNeeds, subject: CodeSubject): Promise<string> {
  const { code, row } = makeCode(needs, codeKey(subject), needs.clock.now())
  await replaceEmailCode(tx, row)
  return code
}

function makeCode({ secrets, emailCodes }: CodeNeeds, key: string, now: Date) {
  const code = randomDigits(emailCodes.digits)
  const mac = secrets.mac('email-code', message(key, code))
  const sealedCode = secrets.seal('mailed-proof', Buffer.from(code))
  const expiresAt = addSeconds(now, emailCodes.lifetimeSeconds)
  return { code, row: { key, mac, sealedCode, attempts: 0, issuedAt: now, expiresAt } }
}

/** Counts the guess in its own transaction before it compares, so that parallel requests gain no extra guess. */
export async function checkEmailCode(
  { clock, secrets, store }: CodeNeeds & { store: Store },
  subject: CodeSubject,
  code: string,
): Promise<RightCode | null> {
  const key = codeKey(subject)
  const stored = await store.transaction((tx) => consumeCodeAttempt(tx, key, { max: maxComparisons, now: clock.now() }))
  if (stored === null) return null
  return secrets.isMac('email-code', message(key, code), { mac: stored.mac }) ? { key, mac: stored.mac } : null
}

/** Which of the keys have a code that can still be guessed at. */
export async function listOutstandingCodes(
  db: Reader,
  { clock }: CodeNeeds,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await findOutstandingKeys(db, keys, { max: maxComparisons, now: clock.now() }))
}

export function codeKey({ purpose, of }: CodeSubject): string {
  return `${purpose}:${of}`
}

/** Accepts white space and full-width digits: people paste and type them. */
function message(key: string, code: string): Buffer {
  return Buffer.from(`${key}:${code.normalize('NFKC').replace(/\s/g, '')}`)
}
