import { record } from '../audit/record.js'
import type { Administrator } from '../roles/set-roles.js'
import { viewAccount } from './account-view.js'
import type { CreateUserNeeds } from './create-user.js'
import type { UserActionOutcome } from './disable-user.js'
import { mailResetLink } from './mail-invitation.js'
import { requireNotAbove } from './subject.js'

/** Mails a link that resets the password. An administrator never sees or sets a password. */
export async function sendPasswordReset(
  needs: CreateUserNeeds,
  { userId }: { userId: string },
  administrator: Administrator,
): Promise<UserActionOutcome> {
  return needs.store.transaction(async (tx) => {
    const subject = await requireNotAbove(tx, userId, administrator)
    if (subject.kind !== 'subject') return subject
    const { user } = subject
    if (user.email === null) return { kind: 'noEmailAddress' }
    await mailResetLink(tx, needs, { ...user, email: user.email })
    const { actor, client } = administrator
    const now = needs.clock.now()
    await record(tx, { kind: 'password-reset.requested', userId }, { client, now, actor })
    return { kind: 'userChanged', userId, account: viewAccount(user) }
  })
}
