import type { Identity } from '../store/tables/identities.js'
import type { ProviderName } from './account-exists.js'
import type { Providers } from './open-providers.js'

/** An account at a provider, as its user sees it. */
export interface IdentityView {
  id: string
  provider: ProviderName
  /** The address at the provider. It proves nothing here. */
  email: string | null
  displayName: string | null
  createdAt: Date
  /** When it last signed in. */
  lastUsedAt: Date | null
}

/** A provider that PROVIDERS does not name any more is shown by its id. */
export function viewIdentity(providers: Providers, identity: Identity): IdentityView {
  const { id, provider, email, displayName, createdAt, lastUsedAt } = identity
  const name = providers.find(provider)?.name ?? provider
  return { id, provider: { id: provider, name }, email, displayName, createdAt, lastUsedAt }
}
