import { record } from '../audit/record.js'
import { enqueueNoticeOfAdministrator } from '../mail/notices.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Writer } from '../store/engine/store.js'
import { deletePasskeys } from '../store/passkeys.js'
import { deletePendingSignIns } from '../store/pending-sign-ins.js'
import { deleteRecoveryCodes, deleteTotp, deleteTotpSetup } from '../store/second-factors.js'
import type { User } from '../store/tables/users.js'
import { replaceUser } from '../store/users.js'
import { viewAccount } from './account-view.js'
import type { UserActionNeeds, UserActionOutcome } from './disable-user.js'
import { takeSubject } from './subject.js'

export interface ResetSecondFactorsInput {
  userId: string
  /** Whether passkeys are removed too. */
  passkeys: boolean
}

/** Removes the authenticator app and the recovery codes, for a user who has lost them. The user is told by mail. */
export async function resetSecondFactors(
  needs: UserActionNeeds,
  { userId, passkeys }: ResetSecondFactorsInput,
  administrator: Administrator,
): Promise<UserActionOutcome> {
  const now = needs.clock.now()
  return needs.store.transaction(async (tx) => {
    const subject = await takeSubject(tx, needs, { userId, administrator, shutsOut: false })
    if (subject.kind !== 'subject') return subject
    const removed = await removeFactors(tx, { userId, passkeys })
    await deletePendingSignIns(tx, userId)
    const user = (await replaceUser(tx, userId, { factorsChangedAt: now, updatedAt: now })) as User
    const { actor, client } = administrator
    for (const factor of removed) {
      await record(tx, { kind: 'factor.removed', userId, sessionId: null, factor }, { client, now, actor })
    }
    if (removed.length > 0) await enqueueNoticeOfAdministrator(tx, needs, { kind: 'factors-reset', user })
    return { kind: 'userChanged', userId, account: viewAccount(user) }
  })
}

/** The factors that the user had. */
async function removeFactors(tx: Writer, { userId, passkeys }: ResetSecondFactorsInput): Promise<string[]> {
  await deleteTotpSetup(tx, userId)
  await deleteRecoveryCodes(tx, userId)
  const hadTotp = await deleteTotp(tx, userId)
  const count = passkeys ? await deletePasskeys(tx, userId) : 0
  return [...(hadTotp ? ['TOTP'] : []), ...Array.from({ length: count }, () => 'PASSKEY')]
}
