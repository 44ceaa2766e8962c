import { ConfigurationError } from '../config/mistakes.js'
import { type ProviderSettings, providerSettingName } from '../config/provider-settings.js'
import type { Settings } from '../config/settings.js'
import type { Clock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { knownProviders } from './known-providers.js'
import { createOAuthProvider } from './oauth-provider.js'
import type { Provider, ProviderDefinition } from './provider.js'
import { failureOf } from './provider-failure.js'
import { readStandardClaims } from './read-profile.js'

/** The providers of PROVIDERS. */
export interface Providers {
  /** In the order of PROVIDERS. */
  readonly list: readonly Provider[]
  /** Null if PROVIDERS does not name it. */
  find(id: string): Provider | null
  /** Loads metadata and keys again. A provider that fails is logged. */
  refresh(): Promise<void>
}

/** Throws `ConfigurationError` if a provider is not known and has no issuer. Does not wait for any provider. */
export function openProviders(settings: Settings, { log, clock }: { log: Log; clock: Clock }): Providers {
  const list = Object.entries(settings.PROVIDER).map(([id, own]) => openProvider(id, own, clock))
  const providers: Providers = {
    list,
    find: (id) => list.find((provider) => provider.id === id) ?? null,
    async refresh() {
      await Promise.all(list.map((provider) => provider.refresh().catch((error) => logFailure(log, provider, error))))
    },
  }
  void providers.refresh()
  return providers
}

function openProvider(id: string, settings: ProviderSettings, clock: Clock): Provider {
  const known = knownProviders.get(id) ?? definitionOf(id, settings.ISSUER)
  return 'open' in known ? known.open(id, settings) : createOAuthProvider({ id, settings, definition: known }, clock)
}

/** Any other provider of OpenID Connect. */
function definitionOf(id: string, issuer: string | null): ProviderDefinition {
  if (issuer === null) {
    const name = providerSettingName(id, 'ISSUER')
    const known = [...knownProviders.keys()].join(', ')
    const expected = `given, because ${id} is none of the known providers: ${known}`
    throw new ConfigurationError([{ name, given: null, expected, example: 'https://accounts.example.com' }])
  }
  const scopes = ['openid', 'email', 'profile']
  return { name: id, issuer, scopes, trustsEmail: false, readProfile: readStandardClaims }
}

/** Says what went wrong, without values of the answer. */
export function logFailure(log: Log, { id }: Pick<Provider, 'id'>, error: unknown): void {
  log.warn({ provider: id, reason: failureOf(error).reason }, 'a provider failed')
}
