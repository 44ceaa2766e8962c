import { type Actor, record } from '../audit/record.js'
import type { Clock } from '../platform/clock.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Administrator } from '../roles/set-roles.js'
import type { Store, Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { listDueUsers, lockUser, replaceUser } from '../store/users.js'
import { viewAccount } from './account-view.js'
import type { UserActionNeeds, UserActionOutcome } from './disable-user.js'
import { takeSubject } from './subject.js'

/** Lets the user sign in again. Sessions that had ended stay ended. */
export async function enableUser(
  needs: UserActionNeeds,
  { userId }: { userId: string },
  administrator: Administrator,
): Promise<UserActionOutcome> {
  return needs.store.transaction(async (tx) => {
    const subject = await takeSubject(tx, needs, { userId, administrator, shutsOut: false })
    if (subject.kind !== 'subject') return subject
    if (subject.user.disabledAt === null) return { kind: 'userChanged', userId, account: viewAccount(subject.user) }
    const user = await enable(tx, subject.user, { ...administrator, now: needs.clock.now() })
    return { kind: 'userChanged', userId, account: viewAccount(user) }
  })
}

/** Enables at most `max` users whose time is over. Returns how many there were. */
export async function enableDueUsers({ store, clock }: { store: Store; clock: Clock }, max: number): Promise<number> {
  const now = clock.now()
  const due = await listDueUsers(store.read, now, max)
  for (const { id } of due) await store.transaction((tx) => enableIfDue(tx, id, now))
  return due.length
}

/** An administrator may have disabled the user for longer since the user was found. */
async function enableIfDue(tx: Writer, id: string, now: Date): Promise<void> {
  const user = await lockUser(tx, id)
  const isDue = user?.disabledUntil != null && user.disabledUntil <= now
  if (isDue) await enable(tx, user, { actor: { kind: 'system', id: null }, client: null, now })
}

async function enable(
  tx: Writer,
  { id }: User,
  { actor, client, now }: { actor: Actor; client: RequestMetadata | null; now: Date },
): Promise<User> {
  const enabled = { disabledAt: null, disabledUntil: null, disabledReason: null, updatedAt: now }
  const user = (await replaceUser(tx, id, enabled)) as User
  await record(tx, { kind: 'user.enabled', userId: id }, { client, now, actor })
  return user
}
