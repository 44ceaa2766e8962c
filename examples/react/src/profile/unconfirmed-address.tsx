import { useAuthConfigQuery } from 'latchkey/client/hooks'
import type { UserFieldsFragment } from 'latchkey/client/operations'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'

/** Where the server wants addresses to be proven, and this one is not. */
export function UnconfirmedAddress({ user }: { user: UserFieldsFragment }) {
  const { profile: texts } = useTexts()
  const { data } = useAuthConfigQuery()
  const isWanted = data !== undefined && data.authConfig.emailVerification !== 'OFF'
  if (!isWanted || user.email === null || user.emailVerified) return null
  return (
    <p className="notice">
      {texts.confirmAddress} <Link to="/verify-email">{texts.confirmAddressLink}</Link>
    </p>
  )
}
