// What a package consumer imports as latchkey/client.
export { type AuthLinkOptions, createAuthLink } from './auth-link.js'
export { keepCacheOfOneUser } from './cache-of-one-user.js'
export * from './core.js'
export { AuthProvider, type AuthProviderProps, type UseAuth, useAuth } from './react.js'
