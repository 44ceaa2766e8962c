import { google } from './google.js'
import type { ProviderDefinition } from './provider.js'

/** The providers that need no PROVIDER_<ID>_ISSUER, by their id. */
export const knownProviders: ReadonlyMap<string, ProviderDefinition> = new Map(Object.entries({ google }))
