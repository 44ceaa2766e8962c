'use client'

import { createContext, createElement, type ReactElement, type ReactNode, useContext, useEffect } from 'react'
import type { AuthClient } from '../types.js'

/** Props of {@link AuthProvider}. */
export interface AuthProviderProps {
  /** The client that `useAuth` and `useSignIn` use below this provider. */
  auth: AuthClient
  /** The part of the app that may call `useAuth` and `useSignIn`. */
  children?: ReactNode
}

const AuthContext = createContext<AuthClient | null>(null)

/** Gives `useAuth` and `useSignIn` their client, and starts the client when the page is shown. */
export function AuthProvider({ auth, children }: AuthProviderProps): ReactElement {
  useEffect(() => void auth.start(), [auth])
  // The context itself is a component since React 19 only.
  return createElement(AuthContext.Provider, { value: auth }, children)
}

/** The client of the provider. */
export function useAuthClient(): AuthClient {
  const auth = useContext(AuthContext)
  if (auth === null) throw new Error('This hook needs an AuthProvider around it.')
  return auth
}
