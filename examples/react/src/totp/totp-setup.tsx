import { useEffect, useRef, useState } from 'react'
import { CodeField } from '../codes/code-field'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { CopyButton } from '../layout/copy-button'
import { useTexts } from '../texts/language.ts'
import { type TotpSetupProps, useConfirmTotp } from './use-confirm-totp.ts'
import { type TotpSecret, useStartTotp } from './use-start-totp.ts'

/** From the wish for an authenticator app to its first code. */
export function TotpSetup(props: TotpSetupProps) {
  const { totp: texts } = useTexts()
  const [secret, setSecret] = useState<TotpSecret | null>(null)
  const start = useStartTotp(props, setSecret)
  const confirm = useConfirmTotp(props)
  if (secret === null) {
    return (
      <Form submit={start}>
        <p>{texts.apps}</p>
        <SubmitButton>{texts.start}</SubmitButton>
      </Form>
    )
  }
  return (
    <div className="steps">
      <Secret secret={secret} />
      <Form submit={(values) => confirm(values.text('code'))}>
        <CodeField label={texts.firstCode} />
        <SubmitButton>{texts.confirm}</SubmitButton>
      </Form>
    </div>
  )
}

/** As a picture for the camera of a phone, as a link for an app on this device, and as text for all others. */
function Secret({ secret: { secret, uri, qrCode } }: { secret: TotpSecret }) {
  const { totp: texts } = useTexts()
  const start = useRef<HTMLParagraphElement>(null)
  useEffect(() => start.current?.focus(), [])
  return (
    <>
      <p ref={start} tabIndex={-1}>
        {texts.scan}
      </p>
      <img className="qr" src={qrCode} alt={texts.qrCode} width="192" height="192" />
      <details>
        <summary>{texts.cannotScan}</summary>
        <p>{texts.typeSecret}</p>
        <code className="secret">{inGroups(secret)}</code>
        <div className="actions">
          <CopyButton text={secret} />
          <a href={uri}>{texts.openApp}</a>
        </div>
      </details>
    </>
  )
}

/** Apps ignore the spaces, and people need them. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
