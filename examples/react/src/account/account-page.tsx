import type { ReactNode } from 'react'
import { SignedInOnly } from '../auth/signed-in-only'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'

const securityPages = ['/password', '/authenticator', '/recovery-codes']

/** A page of the account, with the way to the others beside it. */
export function AccountPage({ children }: { children: ReactNode }) {
  const { account: texts } = useTexts()
  return (
    <SignedInOnly>
      <div className="account">
        <nav aria-label={texts.navigation}>
          <Link to="/">{texts.profile}</Link>
          <Link to="/security" within={securityPages}>
            {texts.security}
          </Link>
          <Link to="/devices">{texts.devices}</Link>
          <Link to="/email">{texts.email}</Link>
          <Link to="/delete-account">{texts.delete}</Link>
        </nav>
        {children}
      </div>
    </SignedInOnly>
  )
}
