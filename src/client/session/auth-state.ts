import type { AuthClient, AuthState } from '../types.js'

export interface AuthStateSource {
  current(): AuthState
  /** Calls the listener at every change, not at once. Returns what ends that. */
  subscribe(listener: (state: AuthState) => void): () => void
}

/** The state without React: for route guards, stores and other frameworks. */
export function authState(auth: AuthClient): AuthStateSource {
  return { current: () => auth.state, subscribe: (listener) => auth.subscribe(listener) }
}
