import { record } from '../audit/record.js'
import { enqueueNoticeOfAdministrator } from '../mail/notices.js'
import type { Administrator } from '../roles/set-roles.js'
import { deleteUser as deleteRows } from '../store/users.js'
import type { UserActionNeeds, UserActionOutcome } from './disable-user.js'
import { takeSubject } from './subject.js'

/** Deletes everything of the user except audit events. The user is told by mail. */
export async function deleteUser(
  needs: UserActionNeeds,
  { userId }: { userId: string },
  administrator: Administrator,
): Promise<UserActionOutcome> {
  const now = needs.clock.now()
  return needs.store.transaction(async (tx) => {
    const subject = await takeSubject(tx, needs, { userId, administrator, shutsOut: true })
    if (subject.kind !== 'subject') return subject
    await enqueueNoticeOfAdministrator(tx, needs, { kind: 'account-deleted', user: subject.user })
    await deleteRows(tx, userId)
    const { actor, client } = administrator
    await record(tx, { kind: 'user.deleted', userId, sessionId: null }, { client, now, actor })
    return { kind: 'userChanged', userId, account: null }
  })
}
