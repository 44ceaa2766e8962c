import { Page } from '../layout/page'
import { useLinkToken } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { ResetPasswordForm } from './reset-password-form'

/** Opened by a mailed link with `?token=`, or without one to enter the mailed code. */
export function ResetPasswordPage() {
  const { resetPassword: texts } = useTexts()
  const token = useLinkToken()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <ResetPasswordForm token={token} />
    </Page>
  )
}
