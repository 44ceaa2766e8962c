'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { loadingState } from '../session/session-state.js'
import type { AuthClient, AuthState } from '../types.js'
import { useAuthClient } from './auth-provider.js'

/** What {@link useAuth} returns: the state, and the functions that change it. */
export type UseAuth = AuthState & Pick<AuthClient, 'login' | 'register' | 'logout' | 'refreshUser'>

/** The state of the session, and functions to change it. The functions are stable between renders. */
export function useAuth(): UseAuth {
  const auth = useAuthClient()
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
