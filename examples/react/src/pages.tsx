import type { ReactNode } from 'react'
import { AccountPage } from './account/account-page'
import { SignedOutOnly } from './auth/signed-out-only'
import { ChangeEmailPage } from './change-email/change-email-page'
import { EmailPage } from './change-email/email-page'
import { ChangePasswordPage } from './change-password/change-password-page'
import { DeleteAccountPage } from './delete-account/delete-account-page'
import { DevicesPage } from './devices/devices-page'
import { EventsPage } from './events/events-page'
import { ForgotPasswordPage } from './forgot-password/forgot-password-page'
import { NotFoundPage } from './layout/not-found-page'
import { LoginPage } from './login/login-page'
import { PasskeysPage } from './passkeys/passkeys-page'
import { ProfilePage } from './profile/profile-page'
import { RecoveryCodesPage } from './recovery-codes/recovery-codes-page'
import { ResetPasswordPage } from './reset-password/reset-password-page'
import { usePath } from './routing/location.ts'
import { SecurityPage } from './security/security-page'
import { SignUpPage } from './sign-up/sign-up-page'
import { AuthenticatorPage } from './totp/authenticator-page'
import { VerifyEmailPage } from './verify-email/verify-email-page'

const visitor = (page: ReactNode) => <SignedOutOnly>{page}</SignedOutOnly>
const account = (page: ReactNode) => <AccountPage>{page}</AccountPage>

// The paths of mailed links are the server’s defaults: RESET_PASSWORD_URL, VERIFY_EMAIL_URL, CHANGE_EMAIL_URL.
const pages: Readonly<Record<string, ReactNode>> = {
  '/': account(<ProfilePage />),
  '/security': account(<SecurityPage />),
  '/passkeys': account(<PasskeysPage />),
  '/authenticator': account(<AuthenticatorPage />),
  '/recovery-codes': account(<RecoveryCodesPage />),
  '/devices': account(<DevicesPage />),
  '/password': account(<ChangePasswordPage />),
  '/events': account(<EventsPage />),
  '/email': account(<EmailPage />),
  '/delete-account': account(<DeleteAccountPage />),
  '/login': visitor(<LoginPage />),
  '/sign-up': visitor(<SignUpPage />),
  '/forgot-password': <ForgotPasswordPage />,
  '/reset-password': <ResetPasswordPage />,
  '/verify-email': <VerifyEmailPage />,
  '/change-email': <ChangeEmailPage />,
}

export function Pages() {
  const path = usePath()
  return <div key={path}>{pages[path] ?? <NotFoundPage />}</div>
}
