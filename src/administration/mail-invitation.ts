import { record } from '../audit/record.js'
import { issueLinkToken } from '../email-verification/link-token.js'
import { minutesOf, type ProofMailNeeds, send } from '../email-verification/send-proof.js'
import { readLanguage } from '../platform/languages.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'

export type InvitationNeeds = ProofMailNeeds

const invitationDays = 7

/** Mails a link with which the user chooses a password. It proves the address too. Without an address it does nothing. */
export async function mailInvitation(
  tx: Writer,
  needs: InvitationNeeds,
  { user, administrator: { actor, client } }: { user: User; administrator: Administrator },
): Promise<void> {
  const { id: userId, email } = user
  if (email === null) return
  const lifetimeSeconds = invitationDays * 86_400
  const link = await resetLink(tx, needs, { userId, email, lifetimeSeconds })
  const values = { email, link, days: String(invitationDays) }
  const language = readLanguage(user.language)
  await send(tx, needs, { to: email, language, lifetimeSeconds, message: { kind: 'invitation', values } })
  await record(tx, { kind: 'user.invited', userId }, { client, now: needs.clock.now(), actor })
}

/** Mails the link that resets a password. */
export async function mailResetLink(
  tx: Writer,
  needs: InvitationNeeds,
  { id: userId, email, language }: User & { email: string },
): Promise<void> {
  const lifetimeSeconds = needs.links.resetSeconds
  const link = await resetLink(tx, needs, { userId, email, lifetimeSeconds })
  const message = { kind: 'reset-link', values: { link, minutes: minutesOf(lifetimeSeconds) } } as const
  await send(tx, needs, { to: email, language: readLanguage(language), lifetimeSeconds, message })
}

async function resetLink(
  tx: Writer,
  needs: InvitationNeeds,
  link: { userId: string; email: string; lifetimeSeconds: number },
): Promise<string> {
  const token = await issueLinkToken(tx, needs, { purpose: 'reset-password', ...link })
  return `${needs.links.resetPasswordUrl}?token=${token}`
}
