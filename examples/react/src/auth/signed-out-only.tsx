import { useAuth } from 'latchkey/client'
import type { ReactNode } from 'react'
import { Loading } from '../layout/loading'
import { Redirect } from '../routing/redirect'

/** Sends who is signed in, or has just signed in, to the start. */
export function SignedOutOnly({ children }: { children: ReactNode }) {
  const { status } = useAuth()
  switch (status) {
    case 'loading':
      return <Loading />
    case 'signedIn':
      return <Redirect to="/" />
    case 'signedOut':
      return children
  }
}
