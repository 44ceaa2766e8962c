import { issueLinkToken } from '../email-verification/link-token.js'
import { replaceCode } from '../email-verification/one-time-code.js'
import { mailboxSubjects, mailVerification, type ProofMailNeeds } from '../email-verification/send-proof.js'
import { enqueue } from '../mail/enqueue.js'
import { noticeEnvelope, provenAddressOf } from '../mail/notices.js'
import { readLanguage } from '../platform/languages.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import type { RegistrationRules } from '../users/registration-rules.js'

export interface RegistrationMailNeeds extends ProofMailNeeds, ThrottleNeeds {
  registration: RegistrationRules
}

/** Sends the first mail to a new user: a proof of the address if the settings want one, else a welcome. */
export async function mailNewUser(
  tx: Writer,
  needs: RegistrationMailNeeds,
  { user, client }: { user: User; client: RequestMetadata },
): Promise<void> {
  const { email, id: userId } = user
  if (email === null || !(await isAllowed(tx, needs, { email, client }))) return
  const isToProve = user.emailVerifiedAt === null && needs.registration.emailVerification !== 'off'
  const language = readLanguage(user.language)
  if (isToProve) return mailVerification(tx, needs, { purpose: 'verify-email', userId, email, language })
  const to = provenAddressOf(user)
  if (to !== null)
    await enqueue(tx, needs, { ...noticeEnvelope(needs, user, to), message: { kind: 'welcome', values: { email } } })
}

interface PendingMail {
  /** The id that the user of the registration gets. */
  userId: string
  email: string
  /** The user who has the address now. */
  owner: User | null
  client: RequestMetadata
}

/** Sends a proof of the address. A user who has proven the address is told that there is an account already. */
export async function mailPendingRegistration(
  tx: Writer,
  needs: RegistrationMailNeeds,
  { userId, email, owner, client }: PendingMail,
): Promise<void> {
  if (!(await isAllowed(tx, needs, { email, client }))) return
  const purpose = 'verify-registration'
  const isOpen = owner === null || (owner.emailVerifiedAt === null && owner.disabledAt === null)
  if (isOpen) return mailVerification(tx, needs, { purpose, userId, email, language: client.language })
  // The same rows as above, so that the answer takes as long. This code and this link are mailed to no one.
  const { links } = needs
  await replaceCode(tx, needs, { purpose, of: email })
  await issueLinkToken(tx, needs, { purpose: 'verify-email', userId, email, lifetimeSeconds: links.verifySeconds })
  const message = { kind: 'already-registered', values: { email } } as const
  await enqueue(tx, needs, { ...noticeEnvelope(needs, owner, email), to: provenAddressOf(owner), message })
}

/** Per-mailbox limit. Registration succeeds even when the mail is not sent. */
async function isAllowed(
  tx: Writer,
  needs: RegistrationMailNeeds,
  { email, client }: { email: string; client: RequestMetadata },
): Promise<boolean> {
  const subjects = mailboxSubjects({ purpose: 'verify-email', email }, client)
  return (await takeAttempt(tx, needs, { subjects, client })) === null
}
