import { Page } from '../layout/page'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { ForgotPasswordForm } from './forgot-password-form'

export function ForgotPasswordPage() {
  const { forgotPassword: texts } = useTexts()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <ForgotPasswordForm />
      <p className="aside">
        <Link to="/login">{texts.back}</Link>
      </p>
    </Page>
  )
}
