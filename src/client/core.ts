// What a package consumer imports as latchkey/client/core: neither React nor Apollo Client.

export { createAuthClient } from './create-auth-client.js'
export { AuthUnreachableError, AuthUserChangedError } from './errors.js'
export type { Channel, ClientEnvironment, Clock, KeyValueStorage, Locks } from './platform/environment.js'
export {
  createProviders,
  type NoProviderSignIn,
  type ProviderFinish,
  type ProviderRefused,
  type ProviderStart,
  type Providers,
  type ProvidersOptions,
} from './providers/create-providers.js'
export type { PlatformCrypto } from './providers/pkce.js'
export type { VerifierStorage } from './providers/verifier-storage.js'
export { type AuthStateSource, authState } from './session/auth-state.js'
export { memoryStorage } from './session/refresh-token-store.js'
export { type AuthFetchOptions, createAuthFetch } from './transport/auth-fetch.js'
export type * from './types.js'
