import { record } from '../audit/record.js'
import { readEmailAddress } from '../mail/email-address.js'
import { type InputIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { TokenRefusal } from '../platform/one-time-token.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { consumeEmailCode, consumeLinkToken } from '../store/email-proofs.js'
import type { Store, Writer } from '../store/engine/store.js'
import { clientNetwork } from '../throttles/client-network.js'
import { type Subject, type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { type LinkPurpose, readLinkToken } from './link-token.js'
import {
  type CodeNeeds,
  type CodePurpose,
  type CodeSubject,
  checkEmailCode,
  codeKey,
  listOutstandingCodes,
} from './one-time-code.js'

/** A token from a mailed link, or an address and a code that the user types. */
export interface ProofInput {
  token?: string | null
  email?: string | null
  code?: string | null
}

/** Proof that the client can read the mail of an address. */
export interface EmailProof {
  kind: 'proven'
  email: string
  /** What the code or the link was mailed for. */
  purpose: CodePurpose | LinkPurpose
  /** Null for a code and for a sign-in: they belong to an address, not to a user. */
  userId: string | null
  /** Uses the proof up. False if another request used it first. */
  consume(tx: Writer): Promise<boolean>
  /** The answer if another request used the proof first. */
  refusal: ProofRefusal
}

export type ProofRefusal = { kind: 'invalidCode' } | TokenRefusal
export type ProofReading = EmailProof | ProofRefusal | InvalidInput | Throttled

export interface ProofNeeds extends CodeNeeds, ThrottleNeeds {
  store: Store
}

/** Checks a token, or an address and a code, without using them up. */
export async function readEmailProof(
  needs: ProofNeeds,
  { purpose, input }: { purpose: LinkPurpose; input: ProofInput },
  client: RequestMetadata,
): Promise<ProofReading> {
  const issues = findProofIssues(input)
  if (issues.length > 0) return invalidInput(issues)
  const { token, email, code } = input
  if (token != null) return readLink(needs, { purpose, token }, client)
  const address = readEmailAddress(email ?? '') ?? ''
  // The code may be for the address of a user, or for a registration of that address.
  const purposes = purpose === 'verify-email' ? ([purpose, 'verify-registration'] as const) : [purpose]
  const subjects = purposes.map((each) => ({ purpose: each, of: address }))
  return readCode(needs, { subjects, code: code ?? '', email: address }, client)
}

interface PresentedCode {
  /** What the code can be for. It is compared with the code of each one, in the same time for all of them. */
  subjects: readonly CodeSubject[]
  code: string
  email: string
}

/** Compares a code, after counting the guess against the client and against each code that is outstanding. */
export async function readCode(
  needs: ProofNeeds,
  { subjects, code, email }: PresentedCode,
  client: RequestMetadata,
): Promise<EmailProof | ProofRefusal | Throttled> {
  const keys = subjects.map(codeKey)
  const throttled = await needs.store.transaction((tx) => takeGuess(tx, needs, { keys, client }))
  if (throttled !== null) return throttled
  const refusal = { kind: 'invalidCode' } as const
  const checks = await Promise.all(subjects.map((subject) => checkEmailCode(needs, subject, code)))
  const place = checks.findIndex((check) => check !== null)
  const [right, subject] = [checks[place], subjects[place]]
  if (right == null || subject === undefined) {
    await recordRefusal(needs, subjects[0]?.purpose ?? '', client)
    return refusal
  }
  const consume = (tx: Writer) => consumeEmailCode(tx, right)
  return { kind: 'proven', purpose: subject.purpose, email, userId: null, consume, refusal }
}

/** Without an outstanding code nothing counts for the mailbox, but as many rows are written. */
async function takeGuess(
  tx: Writer,
  needs: ProofNeeds,
  { keys, client }: { keys: readonly string[]; client: RequestMetadata },
): Promise<Throttled | null> {
  const outstanding = await listOutstandingCodes(tx, needs, keys)
  const guesses = keys.map(
    (key) => ({ limit: 'guessPerRecipient', of: outstanding.has(key) ? key : randomId() }) as const,
  )
  const subjects: Subject[] = [{ limit: 'codePerAddress', of: clientNetwork(client.address) }, ...guesses]
  return takeAttempt(tx, needs, { subjects, client })
}

export async function readLink(
  needs: ProofNeeds,
  { purpose, token }: { purpose: LinkPurpose; token: string },
  client: RequestMetadata,
): Promise<EmailProof | ProofRefusal | Throttled> {
  const subjects = [{ limit: 'codePerAddress', of: clientNetwork(client.address) }] as const
  const throttled = await needs.store.transaction((tx) => takeAttempt(tx, needs, { subjects, client }))
  if (throttled !== null) return throttled
  const reading = await readLinkToken(needs, purpose, token)
  if (reading.kind === 'invalidToken') {
    await recordRefusal(needs, purpose, client)
    return reading
  }
  const { email, userId, hash } = reading.link
  const refusal = { kind: 'invalidToken', reason: 'TOKEN_INVALID' } as const
  return {
    kind: 'proven',
    purpose,
    email,
    userId,
    consume: (tx) => consumeLinkToken(tx, hash),
    refusal,
  }
}

/** The event names no user: a wrong code belongs to no account, and a look-up would change the response time. */
async function recordRefusal({ store, clock }: ProofNeeds, purpose: string, client: RequestMetadata): Promise<void> {
  const seen = { client, now: clock.now() }
  await store.transaction((tx) => record(tx, { kind: 'code.refused', userId: null, purpose }, seen))
}

function findProofIssues({ token, email, code }: ProofInput): InputIssue[] {
  if (token != null) return []
  if (email == null && code == null) return [{ path: ['token'], rule: 'REQUIRED' }]
  const issues: InputIssue[] = []
  if (email == null) issues.push({ path: ['email'], rule: 'REQUIRED' })
  else if (readEmailAddress(email) === null) issues.push({ path: ['email'], rule: 'NOT_AN_EMAIL' })
  if (code == null) issues.push({ path: ['code'], rule: 'REQUIRED' })
  return issues
}
