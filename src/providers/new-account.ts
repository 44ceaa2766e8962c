import { record } from '../audit/record.js'
import type { Settings } from '../config/settings.js'
import type { ProofMailNeeds } from '../email-verification/send-proof.js'
import { randomId } from '../platform/random.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { mailNewUser } from '../registration/registration-mail.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { insertProfile, insertUser } from '../store/users.js'
import type { ThrottleNeeds } from '../throttles/take-attempt.js'
import type { RegistrationRules } from '../users/registration-rules.js'
import type { Providers } from './open-providers.js'

export interface AccountNeeds extends ThrottleNeeds, ProofMailNeeds {
  registration: RegistrationRules
  providers: Providers
  linking: Settings['PROVIDER_LINKING']
}

/** A user without a password. Throws a unique violation if another request took the address. */
export async function insertAccountOf(
  tx: Writer,
  needs: AccountNeeds,
  { email, client }: { email: string | null; client: RequestMetadata },
): Promise<User> {
  const now = needs.clock.now()
  const emailVerifiedAt = email === null ? null : now
  const { language } = client
  const user = await insertUser(tx, {
    id: randomId(),
    email,
    emailVerifiedAt,
    language,
    createdAt: now,
    updatedAt: now,
  })
  await insertProfile(tx, { userId: user.id })
  await record(tx, { kind: 'user.created', userId: user.id }, { client, now })
  await mailNewUser(tx, needs, { user, client })
  return user
}
