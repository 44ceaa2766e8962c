import { useAuth } from 'latchkey/client'
import { useState } from 'react'
import { Loading } from '../layout/loading'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { Link } from '../routing/link'
import { useLinkToken } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { VerifyByCodeForm } from './verify-by-code-form'
import { VerifyByLinkForm } from './verify-by-link-form'

/** Opened by a mailed link with `?token=`, or without one to enter the mailed code. */
export function VerifyEmailPage() {
  const { verifyEmail: texts } = useTexts()
  const { status } = useAuth()
  const token = useLinkToken()
  const [verified, setVerified] = useState<string | null>(null)
  if (status === 'loading') return <Loading />
  return (
    <Page title={texts.title} step={verified ?? ''}>
      <Status message={verified && texts.done(verified)} />
      {verified === null && token !== null && <VerifyByLinkForm token={token} onVerified={setVerified} />}
      {verified === null && token === null && <VerifyByCodeForm onVerified={setVerified} />}
      {verified !== null && <Link to="/">{texts.proceed}</Link>}
    </Page>
  )
}
