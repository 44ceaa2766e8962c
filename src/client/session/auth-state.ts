import type { AuthClient, AuthState } from '../types.js'

/** The state of a client and its changes. */
export interface AuthStateSource {
  /** The state now. */
  current(): AuthState
  /** Calls the listener at every change, but not at once. Returns a function that ends the subscription. */
  subscribe(listener: (state: AuthState) => void): () => void
}

/** The state without React: for route guards, stores and other frameworks. */
export function authState(auth: AuthClient): AuthStateSource {
  return { current: () => auth.state, subscribe: (listener) => auth.subscribe(listener) }
}
