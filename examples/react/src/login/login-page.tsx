import { useAuth } from 'latchkey/client'
import { Page } from '../layout/page'
import { Link } from '../routing/link'
import { handedOver } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { LoginForm } from './login-form'

export function LoginPage() {
  const { login: texts } = useTexts()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <LastEnd />
      <LoginForm />
      <p>
        <Link to="/forgot-password">{texts.forgot}</Link>
      </p>
      <p className="aside">
        {texts.noAccount} <Link to="/sign-up">{texts.signUp}</Link>
      </p>
    </Page>
  )
}

/** Why one is here again; nothing for those who come for the first time. */
function LastEnd() {
  const texts = useTexts()
  const { reason } = useAuth()
  const farewell = handedOver('farewell')
  if (farewell === null && reason === null) return null
  return (
    <div role="status">
      <p className="notice">{farewell ?? (reason && texts.login.reasons[reason])}</p>
    </div>
  )
}
