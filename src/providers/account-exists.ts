import type { Reader } from '../store/engine/store.js'
import { listIdentities } from '../store/identities.js'
import { hasPassword } from '../store/passwords.js'
import { findSecondFactors } from '../store/second-factors.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'
import type { Providers } from './open-providers.js'

/** A provider as people see it. */
export interface ProviderName {
  id: string
  name: string
}

/** The provider vouches for the address of an account. Its user must sign in with one of `methods`, then link. */
export interface AccountExists {
  kind: 'accountExists'
  email: string
  methods: readonly AuthenticationMethod[]
  /** What `PROVIDER` in `methods` stands for. */
  providers: readonly ProviderName[]
}

/** Only for a person who has proven the address of the account. */
export async function describeAccount(
  db: Reader,
  providers: Providers,
  { userId, email }: { userId: string; email: string },
): Promise<AccountExists> {
  const { passkeys } = await findSecondFactors(db, userId)
  const linked = new Set((await listIdentities(db, userId)).map(({ provider }) => provider))
  const named = providers.list.filter(({ id }) => linked.has(id)).map(({ id, name }) => ({ id, name }))
  const available: [AuthenticationMethod, boolean][] = [
    ['PASSKEY', passkeys > 0],
    ['PASSWORD', await hasPassword(db, userId)],
    ['PROVIDER', named.length > 0],
  ]
  const methods = available.filter(([, has]) => has).map(([method]) => method)
  return { kind: 'accountExists', email, methods, providers: named }
}
