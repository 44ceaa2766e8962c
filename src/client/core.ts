// What a package consumer imports as latchkey/client/core: neither React nor Apollo Client.
export { type AuthFetchOptions, createAuthFetch } from './auth-fetch.js'
export { type AuthStateSource, authState } from './auth-state.js'
export { createAuthClient } from './create-auth-client.js'
export { AuthUnreachable, AuthUserChanged } from './failures.js'
export { memoryStorage } from './refresh-token-store.js'
export type { Channel, Clock, Locks, Memo } from './surroundings.js'
export type * from './types.js'
