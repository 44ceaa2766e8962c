// What a package consumer imports as latchkey/client/apollo: Apollo Client without React.
export { type AuthLinkOptions, createAuthLink } from './apollo/auth-link.js'
export { keepCacheOfOneUser } from './apollo/cache-of-one-user.js'
export * from './core.js'
