import { CodeField } from '../codes/code-field'
import { PasswordField } from '../form/password-field'
import { TextField } from '../form/text-field'
import { useTexts } from '../texts/language.ts'
import { fieldNames, type ProofMethod } from './methods.ts'

/** The field for a proof of this kind, which gets the focus of its page. Nothing is typed for a passkey. */
export function ProofField({ method }: { method: ProofMethod }) {
  const { proofs: texts, fields } = useTexts()
  const name = fieldNames[method]
  switch (method) {
    case 'PASSKEY':
      return null
    case 'PASSWORD':
      return <PasswordField name={name} label={fields.password} autoComplete="current-password" isFirst />
    case 'TOTP':
      return <CodeField name={name} label={texts.totpCode} isFirst />
    case 'EMAIL':
      return <CodeField name={name} isFirst />
    case 'RECOVERY_CODE':
      return <TextField name={name} label={texts.recoveryCode} autoComplete="off" spellCheck={false} isCode isFirst />
  }
}
