import { record } from '../audit/record.js'
import { issueLinkToken } from '../email-verification/link-token.js'
import { mailSubjects, minutesOf, type ProofMailNeeds, send } from '../email-verification/send-proof.js'
import { readEmailAddress } from '../mail/email-address.js'
import { foldCase } from '../platform/fold-case.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store, Writer } from '../store/engine/store.js'
import { findUserByKey } from '../store/users.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'

export interface RequestPasswordResetInput {
  email: string
  /** If given, it must belong to the same user. Otherwise no mail is sent. */
  username?: string | null
}

export type RequestPasswordResetOutcome =
  | { kind: 'passwordResetRequested'; expiresIn: number }
  | InvalidInput
  | Throttled

export interface RequestPasswordResetNeeds extends ProofMailNeeds, ThrottleNeeds {
  store: Store
}

/** Mails a link that resets the password. The answer is the same for known and unknown addresses. */
export async function requestPasswordReset(
  needs: RequestPasswordResetNeeds,
  input: RequestPasswordResetInput,
  client: RequestMetadata,
): Promise<RequestPasswordResetOutcome> {
  const email = readEmailAddress(input.email)
  if (email === null) return invalidInput([{ path: ['email'], rule: 'NOT_AN_EMAIL' }])
  const throttled = await needs.store.transaction((tx) => mailLink(tx, needs, { ...input, email, client }))
  return throttled ?? { kind: 'passwordResetRequested', expiresIn: needs.links.resetSeconds }
}

async function mailLink(
  tx: Writer,
  needs: RequestPasswordResetNeeds,
  { email, username, client }: RequestPasswordResetInput & { client: RequestMetadata },
): Promise<Throttled | null> {
  const subjects = mailSubjects({ purpose: 'reset-password', email, username }, client)
  const throttled = await takeAttempt(tx, needs, { subjects, client })
  if (throttled !== null) return throttled
  const owner = await findUserByKey(tx, { email })
  const isNamed = username == null || owner?.usernameKey === foldCase(username.trim())
  const isMeant = owner !== null && owner.disabledAt === null && isNamed
  await mailLinkTo(tx, needs, { userId: isMeant ? owner.id : null, email, client })
  const event = { kind: 'password-reset.requested', userId: isMeant ? owner.id : null } as const
  await record(tx, event, { client, now: needs.clock.now() })
  return null
}

async function mailLinkTo(
  tx: Writer,
  needs: RequestPasswordResetNeeds,
  { userId, email, client }: { userId: string | null; email: string; client: RequestMetadata },
): Promise<void> {
  const { links } = needs
  const lifetimeSeconds = links.resetSeconds
  // Unknown address: write the same rows with an id that no user has, so that the response takes as long.
  const holder = userId ?? randomId()
  const token = await issueLinkToken(tx, needs, { purpose: 'reset-password', userId: holder, email, lifetimeSeconds })
  const values = { link: `${links.resetPasswordUrl}?token=${token}`, minutes: minutesOf(lifetimeSeconds) }
  const { language } = client
  const to = userId === null ? null : email
  await send(tx, needs, { to, language, lifetimeSeconds, message: { kind: 'reset-link', values } })
}
