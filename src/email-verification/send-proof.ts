import type { Settings } from '../config/settings.js'
import { enqueue, type MailNeeds } from '../mail/enqueue.js'
import type { Message } from '../mail/messages.js'
import { addSeconds } from '../platform/durations.js'
import { foldCase } from '../platform/fold-case.js'
import type { Language } from '../platform/languages.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import { clientNetwork } from '../throttles/client-network.js'
import type { Subject } from '../throttles/take-attempt.js'
import { issueLinkToken } from './link-token.js'
import { type CodeNeeds, type CodePurpose, issueEmailCode, replaceCode } from './one-time-code.js'

/** Where the mailed links lead and how long they live. */
export interface MailedLinks {
  verifyEmailUrl: string
  changeEmailUrl: string
  resetPasswordUrl: string
  signInUrl: string
  verifySeconds: number
  resetSeconds: number
}

export function mailedLinksOf(settings: Settings): MailedLinks {
  return {
    verifyEmailUrl: settings.VERIFY_EMAIL_URL,
    changeEmailUrl: settings.CHANGE_EMAIL_URL,
    resetPasswordUrl: settings.RESET_PASSWORD_URL,
    signInUrl: settings.SIGN_IN_LINK_URL,
    verifySeconds: settings.VERIFY_LINK_LIFETIME,
    resetSeconds: settings.RESET_LINK_LIFETIME,
  }
}

export interface ProofMailNeeds extends MailNeeds, CodeNeeds {
  links: MailedLinks
}

/** What a client asks to be mailed. */
export interface AskedMail {
  purpose: CodePurpose
  email: string
  /** The name that the user must have, if one was given. */
  username?: string | null | undefined
}

/**
 * The counters of a mail that a client causes. Its network has a share of the mailbox, so that strangers cannot use up
 * that of the owner. They depend on the request alone, so that they do not tell whether a mail is sent. Each purpose has
 * its own, so that requests that mail nothing use up nothing of those that do.
 */
export function mailboxSubjects({ purpose, email, username }: AskedMail, client: RequestMetadata): Subject[] {
  const asked = username == null ? `${purpose} ${email}` : `${purpose} ${email} ${foldCase(username.trim())}`
  return [
    { limit: 'mailPerRecipient', of: `${asked} ${clientNetwork(client.address)}` },
    { limit: 'mailPerMailbox', of: asked },
  ]
}

/** The same counters for a request, which counts for the client too. */
export function mailSubjects(asked: AskedMail, client: RequestMetadata): Subject[] {
  return [...mailboxSubjects(asked, client), { limit: 'codePerAddress', of: clientNetwork(client.address) }]
}

/** The same counters for a mail with a code, and one code a minute. */
export function codeMailSubjects(asked: AskedMail, client: RequestMetadata): Subject[] {
  const pause = { limit: 'codePause', of: `${asked.email} ${clientNetwork(client.address)}` } as const
  return [...mailSubjects(asked, client), pause]
}

interface Proving {
  userId: string
  email: string
  language: Language
}

/** Mails a link and a code. Either proves the address of a user or of a pending registration. */
export async function mailVerification(
  tx: Writer,
  needs: ProofMailNeeds,
  { email, userId, language, purpose }: Proving & { purpose: 'verify-email' | 'verify-registration' },
): Promise<void> {
  const { links } = needs
  const lifetimeSeconds = links.verifySeconds
  // Another registration may have another password: the mail for an older one must not prove it.
  const make = purpose === 'verify-registration' ? replaceCode : issueEmailCode
  const code = await make(tx, needs, { purpose, of: email })
  const token = await issueLinkToken(tx, needs, { purpose: 'verify-email', userId, email, lifetimeSeconds })
  const values = { ...proofValues(needs, code), email, link: `${links.verifyEmailUrl}?token=${token}` }
  await send(tx, needs, { to: email, language, lifetimeSeconds, message: { kind: 'verify-email', values } })
}

/** The same for an address that is to replace the user’s present one. */
export async function mailEmailChange(tx: Writer, needs: ProofMailNeeds, proving: Proving): Promise<void> {
  const { email, userId, language } = proving
  const { links } = needs
  const lifetimeSeconds = links.verifySeconds
  // The code belongs to the newest address only, so an older one is not repeated.
  const code = await replaceCode(tx, needs, { purpose: 'change-email', of: userId })
  const token = await issueLinkToken(tx, needs, { purpose: 'change-email', userId, email, lifetimeSeconds })
  const values = { ...proofValues(needs, code), email, link: `${links.changeEmailUrl}?token=${token}` }
  await send(tx, needs, { to: email, language, lifetimeSeconds, message: { kind: 'change-email', values } })
}

function proofValues({ links, emailCodes }: ProofMailNeeds, code: string) {
  return { code, minutes: minutesOf(emailCodes.lifetimeSeconds), hours: String(Math.ceil(links.verifySeconds / 3600)) }
}

/** A mail of something that lives for a while; it is dropped when that has ended. */
export async function send(
  tx: Writer,
  needs: MailNeeds,
  mail: { to: string | null; language: Language; lifetimeSeconds: number; message: Message },
): Promise<void> {
  const { to, language, lifetimeSeconds, message } = mail
  await enqueue(tx, needs, { to, language, message, expiresAt: addSeconds(needs.clock.now(), lifetimeSeconds) })
}

export function minutesOf(seconds: number): string {
  return String(Math.ceil(seconds / 60))
}
