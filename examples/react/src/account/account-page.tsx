import { useAuth } from 'latchkey/client'
import type { ReactNode } from 'react'
import { Loading } from '../layout/loading'
import { LoginPage } from '../login/login-page'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'

const securityPages = ['/password', '/passkeys', '/authenticator', '/recovery-codes', '/events']

/** A page of the account, with the way to the others. Visitors sign in right here, and are where they wanted to go. */
export function AccountPage({ children }: { children: ReactNode }) {
  const { status } = useAuth()
  if (status === 'signedOut') return <LoginPage />
  return (
    <div className="account">
      <Navigation isShown={status === 'signedIn'} />
      {status === 'signedIn' ? children : <Loading />}
    </div>
  )
}

/** Hidden it keeps its place, so that the page does not jump. */
function Navigation({ isShown }: { isShown: boolean }) {
  const { account: texts } = useTexts()
  return (
    <nav aria-label={texts.navigation} hidden={!isShown}>
      <Link to="/">{texts.profile}</Link>
      <Link to="/security" within={securityPages}>
        {texts.security}
      </Link>
      <Link to="/devices">{texts.devices}</Link>
      <Link to="/email">{texts.email}</Link>
      <Link to="/delete-account">{texts.delete}</Link>
    </nav>
  )
}
