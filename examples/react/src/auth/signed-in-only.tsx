import { useAuth } from 'latchkey/client'
import type { ReactNode } from 'react'
import { Loading } from '../layout/loading'
import { LoginPage } from '../login/login-page'

/** Asks others to sign in, right here: after that they are where they wanted to go. */
export function SignedInOnly({ children }: { children: ReactNode }) {
  const { status } = useAuth()
  switch (status) {
    case 'loading':
      return <Loading />
    case 'signedOut':
      return <LoginPage />
    case 'signedIn':
      return children
  }
}
