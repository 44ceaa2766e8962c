import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { Link } from '../routing/link'
import { WithFactors } from '../security/with-factors'
import { useTexts } from '../texts/language.ts'
import { ChangePasswordForm } from './change-password-form'

export function ChangePasswordPage() {
  const { changePassword: texts, security } = useTexts()
  // Also the key of the form: what was typed goes when it has been used.
  const [changes, setChanges] = useState(0)
  return (
    <Page title={texts.title} lead={texts.lead} step={changes}>
      <Status message={changes === 0 ? null : texts.done} />
      <WithFactors>
        {({ hasPassword }, refetch) => (
          <ChangePasswordForm
            key={changes}
            hasPassword={hasPassword}
            onChanged={() => {
              setChanges(changes + 1)
              void refetch()
            }}
          />
        )}
      </WithFactors>
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}
