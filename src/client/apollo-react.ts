// What a package consumer imports as latchkey/client.
export * from './apollo.js'
export { AuthProvider, type AuthProviderProps, type UseAuth, useAuth } from './react/react.js'
