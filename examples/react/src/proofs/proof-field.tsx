import { CodeField } from '../codes/code-field'
import { PasswordField } from '../form/password-field'
import { TextField } from '../form/text-field'
import { useTexts } from '../texts/language.ts'
import { fieldNames, type TypedMethod } from './methods.ts'

/** The field for a proof of this kind. It gets the focus of its page. */
export function ProofField({ method }: { method: TypedMethod }) {
  const { proofs: texts, fields } = useTexts()
  const name = fieldNames[method]
  switch (method) {
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
