import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { useTexts } from '../texts/language.ts'
import { ChangePasswordForm } from './change-password-form'

export function ChangePasswordPage() {
  const { changePassword: texts } = useTexts()
  // Also the key of the form: what was typed goes when it has been used.
  const [changes, setChanges] = useState(0)
  return (
    <Page title={texts.title} lead={texts.lead} step={changes}>
      <Status message={changes === 0 ? null : texts.done} />
      <ChangePasswordForm key={changes} onChanged={() => setChanges(changes + 1)} />
    </Page>
  )
}
