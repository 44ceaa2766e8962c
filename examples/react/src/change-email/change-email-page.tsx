import { useState } from 'react'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { Link } from '../routing/link'
import { useLinkToken } from '../routing/location.ts'
import { useTexts } from '../texts/language.ts'
import { useConfirmEmailChange } from './use-confirm-email-change.ts'

/** Opened by the mailed link; whoever has it need not be signed in. The code of the same mail goes to the e-mail page. */
export function ChangeEmailPage() {
  const { changeEmail: texts, verifyEmail } = useTexts()
  const token = useLinkToken()
  const [changed, setChanged] = useState<string | null>(null)
  const confirm = useConfirmEmailChange(setChanged)
  return (
    <Page title={texts.title} step={changed ?? ''}>
      <Status message={changed && texts.done(changed)} />
      {token === null && <p>{texts.noLink}</p>}
      {token !== null && changed === null && (
        <Form submit={() => confirm({ token })}>
          <p>{texts.linkLead}</p>
          <SubmitButton>{texts.submit}</SubmitButton>
        </Form>
      )}
      {changed !== null && <Link to="/">{verifyEmail.proceed}</Link>}
    </Page>
  )
}
