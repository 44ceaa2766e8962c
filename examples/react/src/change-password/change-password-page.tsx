import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { Link } from '../routing/link'
import { WithFactors } from '../security/with-factors'
import { useTexts } from '../texts/language.ts'
import { ChangePasswordForm } from './change-password-form'
import { RemovePassword } from './remove-password'

interface Done {
  said: string | null
  /** Also the key of the form: what was typed goes when it has been used. */
  count: number
}

export function ChangePasswordPage() {
  const { changePassword: texts, removePassword, security } = useTexts()
  const [{ said, count }, setDone] = useState<Done>({ said: null, count: 0 })
  return (
    <Page title={texts.title} lead={texts.lead} step={count}>
      <Status message={said} />
      <WithFactors>
        {({ hasPassword, passkeys }, refetch) => {
          const update = async (message: string) => {
            await refetch()
            setDone({ said: message, count: count + 1 })
          }
          return (
            <>
              <ChangePasswordForm key={count} hasPassword={hasPassword} onChanged={() => void update(texts.done)} />
              {hasPassword && passkeys.length > 0 && <RemovePassword onRemoved={() => update(removePassword.done)} />}
            </>
          )
        }}
      </WithFactors>
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}
