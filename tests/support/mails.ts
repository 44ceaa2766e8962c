import { type Mail, mailboxOf } from './mailbox.js'
import type { RunningApp } from './start-app.js'

// What one person finds in the mailbox.

export async function mailsTo(running: RunningApp, email: string): Promise<Mail[]> {
  return (await mailboxOf(running)).filter(({ to }) => to === email)
}

export async function newestMailTo(running: RunningApp, email: string): Promise<Mail> {
  return newestOf(await mailsTo(running, email), () => true)
}

/** The newest mail with a code or a link; notices of the same instant are passed over. */
export async function newestProofTo(running: RunningApp, email: string): Promise<Mail> {
  return newestOf(await mailsTo(running, email), carriesSecret)
}

/** The newest code. */
export async function codeTo(running: RunningApp, email: string): Promise<string> {
  return newestOf(await mailsTo(running, email), carriesCode).code()
}

/** What the newest link carries. */
export async function tokenTo(running: RunningApp, email: string): Promise<string> {
  return newestOf(await mailsTo(running, email), carriesLink).token()
}

/** Everything that a reader or a search sees. */
export function wordsOf({ to, subject, text, html, parsed }: Mail): string {
  return [to, subject, text, html, JSON.stringify(parsed.headers)].join('\n')
}

export function carriesSecret(mail: Mail): boolean {
  return carriesCode(mail) || carriesLink(mail)
}

function carriesCode({ text }: Mail): boolean {
  return /^ {4}\d+$/m.test(text)
}

function carriesLink({ text }: Mail): boolean {
  return text.includes('token=')
}

function newestOf(mails: readonly Mail[], isMeant: (mail: Mail) => boolean): Mail {
  const mail = mails.findLast(isMeant)
  if (mail === undefined) throw new Error('No such mail was sent.')
  return mail
}

/** Another code of the same length. */
export function wrongCode(code: string, difference = 1): string {
  return String((Number(code) + difference) % 10 ** code.length).padStart(code.length, '0')
}
