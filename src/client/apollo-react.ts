// What a package consumer imports as latchkey/client.
export { type AuthLinkOptions, createAuthLink } from './apollo/auth-link.js'
export { keepCacheOfOneUser } from './apollo/cache-of-one-user.js'
export * from './core.js'
export { AuthProvider, type AuthProviderProps, type UseAuth, useAuth } from './react/react.js'
