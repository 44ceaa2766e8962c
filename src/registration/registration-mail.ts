import { issueLinkToken } from '../email-verification/link-token.js'
import { mailVerification, type ProofMailNeeds } from '../email-verification/send-proof.js'
import { enqueue, noticeEnvelope } from '../mail/enqueue.js'
import { readLanguage } from '../platform/languages.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Reader, Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { findRefusal, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import type { RegistrationRules } from '../users/registration-rules.js'

interface Needs extends ProofMailNeeds, ThrottleNeeds {
  registration: RegistrationRules
}

/** Sends the first mail to a new user: a proof of the address if the settings want one, else a welcome. */
export async function mailNewcomer(
  tx: Writer,
  needs: Needs,
  { user, client }: { user: User; client: RequestMetadata },
): Promise<void> {
  const { email, id: userId } = user
  if (email === null || !(await isAllowed(tx, needs, { email, client }))) return
  const isToProve = user.emailVerifiedAt === null && needs.registration.emailVerification !== 'off'
  if (isToProve) return mailVerification(tx, needs, { userId, email, language: readLanguage(user.language) })
  await enqueue(tx, needs, { ...noticeEnvelope(needs, user, email), message: { kind: 'welcome', values: { email } } })
}

/** Whether the mailbox may get one more mail. Does not count one. */
export async function mayMail(db: Reader, needs: Needs, email: string): Promise<boolean> {
  return (await findRefusal(db, needs, [{ limit: 'mailPerRecipient', of: email }])) === null
}

/** Tells the owner of an address that somebody tried to register it. */
export async function mailOwner(
  tx: Writer,
  needs: Needs,
  { owner, email, client }: { owner: User; email: string; client: RequestMetadata },
): Promise<void> {
  if (owner.emailVerifiedAt === null || !(await isAllowed(tx, needs, { email, client }))) return
  await issueLinkOfNobody(tx, needs, email)
  const message = { kind: 'already-registered', values: { email } } as const
  await enqueue(tx, needs, { ...noticeEnvelope(needs, owner, email), message })
}

/** Issues an unusable link, so that the answer takes as long as for a new address, whose mail has a link. */
async function issueLinkOfNobody(tx: Writer, { clock, links }: Needs, email: string): Promise<void> {
  const userId = `nobody:${email}`
  await issueLinkToken(tx, clock, { purpose: 'verify-email', userId, email, lifetimeSeconds: links.verifySeconds })
}

/** Per-mailbox limit. Registration succeeds even when the mail is not sent. */
async function isAllowed(
  tx: Writer,
  needs: Needs,
  { email, client }: { email: string; client: RequestMetadata },
): Promise<boolean> {
  const subjects = [{ limit: 'mailPerRecipient', of: email }] as const
  return (await takeAttempt(tx, needs, { subjects, client })) === null
}
