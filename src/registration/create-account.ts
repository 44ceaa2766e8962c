import { record } from '../audit/record.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { insertProfile, insertUser } from '../store/users.js'
import { giveDefaultRoles } from './default-roles.js'
import { mailNewUser, type RegistrationMailNeeds } from './registration-mail.js'

/**
 * A new user without a password, for a sign-in that proved the address in another way. The user has no address if
 * `email` is null. Throws a unique violation if another request took the address.
 */
export async function createAccount(
  tx: Writer,
  needs: RegistrationMailNeeds,
  { email, client }: { email: string | null; client: RequestMetadata },
): Promise<User> {
  const now = needs.clock.now()
  const emailVerifiedAt = email === null ? null : now
  const { language } = client
  const dates = { emailVerifiedAt, createdAt: now, updatedAt: now }
  const inserted = await insertUser(tx, { id: randomId(), email, language, ...dates })
  await insertProfile(tx, { userId: inserted.id })
  const user = await giveDefaultRoles(tx, needs.registration, inserted)
  await record(tx, { kind: 'user.created', userId: user.id }, { client, now })
  await mailNewUser(tx, needs, { user, client })
  return user
}
