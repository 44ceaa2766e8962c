import { record } from '../audit/record.js'
import { enqueueNoticeOfAdministrator } from '../mail/notices.js'
import { isId } from '../platform/random.js'
import type { Administrator } from '../roles/set-roles.js'
import { deleteIdentity, findIdentityOfUser } from '../store/identities.js'
import { deletePendingSignIns } from '../store/pending-sign-ins.js'
import type { User } from '../store/tables/users.js'
import { replaceUser } from '../store/users.js'
import { viewAccount } from './account-view.js'
import type { UserActionNeeds, UserActionOutcome } from './disable-user.js'
import { takeSubject } from './subject.js'

/** Removes an account at a provider from a user. It may be the last way in: the user can be invited again. */
export async function unlinkIdentity(
  needs: UserActionNeeds,
  { userId, identityId }: { userId: string; identityId: string },
  administrator: Administrator,
): Promise<UserActionOutcome> {
  const now = needs.clock.now()
  return needs.store.transaction(async (tx) => {
    const subject = await takeSubject(tx, needs, { userId, administrator, shutsOut: false })
    if (subject.kind !== 'subject') return subject
    const identity = isId(identityId) ? await findIdentityOfUser(tx, { id: identityId, userId }) : null
    if (identity === null) return { kind: 'userNotFound' }
    await deleteIdentity(tx, identityId)
    await deletePendingSignIns(tx, userId)
    const user = (await replaceUser(tx, userId, { factorsChangedAt: now, updatedAt: now })) as User
    const { actor, client } = administrator
    const { provider } = identity
    await record(tx, { kind: 'identity.unlinked', userId, sessionId: null, provider }, { client, now, actor })
    const kind = 'identity-unlinked-by-administrator'
    await enqueueNoticeOfAdministrator(tx, needs, { kind, user, values: { provider } })
    return { kind: 'userChanged', userId, account: viewAccount(user) }
  })
}
