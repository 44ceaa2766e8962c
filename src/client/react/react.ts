'use client'

import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react'
import { loadingState } from '../session/session-state.js'
import type { AuthClient, AuthState } from '../types.js'

/** Props of {@link AuthProvider}. */
export interface AuthProviderProps {
  /** The client that `useAuth` returns below this provider. */
  auth: AuthClient
  /** The part of the app that may call `useAuth`. */
  children?: ReactNode
}

/** What {@link useAuth} returns: the state, and the functions that change it. */
export type UseAuth = AuthState & Pick<AuthClient, 'login' | 'register' | 'logout' | 'refreshUser'>

const AuthContext = createContext<AuthClient | null>(null)

/** Gives `useAuth` its client, and starts the client when the page is shown. */
export function AuthProvider({ auth, children }: AuthProviderProps): ReactElement {
  useEffect(() => void auth.start(), [auth])
  // The context itself is a component since React 19 only.
  return createElement(AuthContext.Provider, { value: auth }, children)
}

/** The state of the session, and functions to change it. The functions are stable between renders. */
export function useAuth(): UseAuth {
  const auth = useContext(AuthContext)
  if (auth === null) throw new Error('useAuth needs an AuthProvider around it.')
  const actions = useMemo(() => actionsOf(auth), [auth])
  const subscribe = useMemo(() => (listener: () => void) => auth.subscribe(listener), [auth])
  const state = useSyncExternalStore(
    subscribe,
    () => auth.state,
    () => loadingState,
  )
  return { ...state, ...actions }
}

function actionsOf(auth: AuthClient): Omit<UseAuth, keyof AuthState> {
  return {
    login: (input) => auth.login(input),
    register: (input) => auth.register(input),
    logout: (scope) => auth.logout(scope),
    refreshUser: () => auth.refreshUser(),
  }
}
