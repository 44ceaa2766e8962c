// What a package consumer imports as latchkey/client.
export * from './apollo.js'
export { AuthProvider, type AuthProviderProps } from './react/auth-provider.js'
export { type UseAuth, useAuth } from './react/use-auth.js'
