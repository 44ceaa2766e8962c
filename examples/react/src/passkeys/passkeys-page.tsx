import { useState } from 'react'
import { Page } from '../layout/page'
import { Status } from '../layout/status'
import { NewRecoveryCodes } from '../recovery-codes/new-recovery-codes'
import { Link } from '../routing/link'
import { WithFactors } from '../security/with-factors'
import { useTexts } from '../texts/language.ts'
import { AddPasskeyForm } from './add-passkey-form'
import { PasskeyItem } from './passkey-item'

interface Done {
  said: string | null
  /** How often something was done. */
  count: number
  /** Of the first second factor. */
  codes: readonly string[] | null
}

export function PasskeysPage() {
  const { passkeys: texts, security } = useTexts()
  const [{ said, count, codes }, setDone] = useState<Done>({ said: null, count: 0, codes: null })
  return (
    <Page title={texts.title} lead={texts.lead} step={count}>
      <Status message={said} />
      {codes !== null && <NewRecoveryCodes codes={codes} />}
      <WithFactors>
        {({ passkeys }, refetch) => {
          const update = async (message: string, newCodes: readonly string[] | null = codes) => {
            await refetch()
            setDone({ said: message, count: count + 1, codes: newCodes })
          }
          return (
            <>
              <ul className="sections">
                {passkeys.map((passkey) => (
                  <PasskeyItem key={passkey.id} passkey={passkey} onDone={(message) => update(message)} />
                ))}
              </ul>
              <AddPasskeyForm onAdded={({ recoveryCodes }) => void update(texts.added, recoveryCodes)} />
            </>
          )
        }}
      </WithFactors>
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}
