import { record } from '../audit/record.js'
import type { MailNeeds } from '../mail/enqueue.js'
import { enqueueNoticeOfAdministrator } from '../mail/notices.js'
import { findTextIssue, type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Administrator } from '../roles/set-roles.js'
import type { RecentAuthenticationNeeds } from '../sessions/recent-authentication.js'
import type { Store, Writer } from '../store/engine/store.js'
import { deletePendingSignIns } from '../store/pending-sign-ins.js'
import { endSessionsOfUser } from '../store/sessions.js'
import type { User } from '../store/tables/users.js'
import { replaceUser } from '../store/users.js'
import { type AccountView, viewAccount } from './account-view.js'
import { type SubjectRefusal, takeSubject } from './subject.js'

export interface DisableUserInput {
  userId: string
  /** For other administrators, 1 to 500 characters. The user does not see it. */
  reason: string
  /** When the user is enabled again. Null or left out: when an administrator does so. */
  until?: Date | null
}

export interface UserChanged {
  kind: 'userChanged'
  userId: string
  /** Null when the user was deleted. */
  account: AccountView | null
}

export type UserActionOutcome = UserChanged | SubjectRefusal | { kind: 'noEmailAddress' } | InvalidInput

export interface UserActionNeeds extends MailNeeds, RecentAuthenticationNeeds {
  store: Store
}

const maxReason = 500

/** Ends every session of the user at once, and refuses sign-ins. The user is told by mail. */
export async function disableUser(
  needs: UserActionNeeds,
  { userId, reason, until = null }: DisableUserInput,
  administrator: Administrator,
): Promise<UserActionOutcome> {
  const now = needs.clock.now()
  const reasonIssue = findTextIssue(['reason'], reason.trim(), { min: 1, max: maxReason })
  const isPast = until !== null && until <= now
  const issues = [reasonIssue, isPast ? ({ path: ['until'], rule: 'OUT_OF_RANGE' } as const) : null]
  const given = issues.filter((issue) => issue !== null)
  if (given.length > 0) return invalidInput(given)
  return needs.store.transaction(async (tx) => {
    const subject = await takeSubject(tx, needs, { userId, administrator, shutsOut: true })
    if (subject.kind !== 'subject') return subject
    const disabled = { disabledAt: now, disabledUntil: until, disabledReason: reason.trim(), updatedAt: now }
    const user = (await replaceUser(tx, userId, disabled)) as User
    await shutOut(tx, needs, { user, administrator, reason: reason.trim(), until })
    return { kind: 'userChanged', userId, account: viewAccount(user) }
  })
}

interface ShutOut {
  user: User
  administrator: Administrator
  reason: string
  until: Date | null
}

async function shutOut(
  tx: Writer,
  needs: UserActionNeeds,
  { user, administrator, reason, until }: ShutOut,
): Promise<void> {
  const now = needs.clock.now()
  const { actor, client } = administrator
  await deletePendingSignIns(tx, user.id)
  const ending = { reason: 'USER_DISABLED', now }
  const revokedSessions = await endSessionsOfUser(tx, { userId: user.id, exceptId: null }, ending)
  const event = {
    kind: 'user.disabled',
    userId: user.id,
    reason,
    until: until?.toISOString() ?? null,
    revokedSessions,
  } as const
  await record(tx, event, { client, now, actor })
  await enqueueNoticeOfAdministrator(tx, needs, { kind: 'account-disabled', user })
}
