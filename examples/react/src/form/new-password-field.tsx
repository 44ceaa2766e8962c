import { useAuthConfigQuery } from 'latchkey/client/hooks'
import { useState } from 'react'
import { useTexts } from '../texts/language.ts'
import { PasswordField } from './password-field'
import { passwordRules } from './password-rules.ts'

interface NewPasswordFieldProps {
  name: string
  label: string
}

/** With the server’s rules below, ticked off while one types. */
export function NewPasswordField({ name, label }: NewPasswordFieldProps) {
  const [password, setPassword] = useState('')
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      hint={<Rules password={password} />}
      onTyped={setPassword}
    />
  )
}

function Rules({ password }: { password: string }) {
  const texts = useTexts()
  const { data } = useAuthConfigQuery()
  if (data === undefined) return null
  return (
    <ul className="rules" aria-label={texts.rules.title}>
      {passwordRules(data.authConfig.password, texts).map(({ sentence, isMetBy }) => (
        <li key={sentence} className={isMetBy(password) ? 'met' : undefined}>
          {sentence}
          <span className="visually-hidden">: {isMetBy(password) ? texts.rules.met : texts.rules.unmet}</span>
        </li>
      ))}
    </ul>
  )
}
