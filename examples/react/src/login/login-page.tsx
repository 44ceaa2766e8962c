import { useAuth } from 'latchkey/client'
import { Page } from '../layout/page'
import { PasskeySignIn } from '../passkeys/passkey-sign-in'
import { Link } from '../routing/link'
import { handedOver } from '../routing/location.ts'
import { SignInSteps } from '../sign-in/sign-in-steps'
import { useTexts } from '../texts/language.ts'
import { LoginForm } from './login-form'

export function LoginPage() {
  const { login: texts } = useTexts()
  return (
    <SignInSteps>
      {({ isOver, onPending }) => (
        <Page title={texts.title} lead={texts.lead}>
          <LastEnd isOver={isOver} />
          <LoginForm onPending={onPending} />
          <PasskeySignIn />
          <p>
            <Link to="/forgot-password">{texts.forgot}</Link>
          </p>
          <p className="aside">
            {texts.noAccount} <Link to="/sign-up">{texts.signUp}</Link>
          </p>
        </Page>
      )}
    </SignInSteps>
  )
}

/** Why one is here again; nothing for those who come for the first time. */
function LastEnd({ isOver }: { isOver: boolean }) {
  const texts = useTexts()
  const { reason } = useAuth()
  const notice = handedOver('notice')
  const said = isOver ? texts.secondFactor.over : (notice ?? (reason && texts.login.reasons[reason]))
  return <div role="status">{said && <p className="notice">{said}</p>}</div>
}
