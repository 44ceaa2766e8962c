import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/language.ts'
import { Field } from './field'

interface PasswordFieldProps {
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  hint?: ReactNode
  /** Gets the focus of its page, before the heading. */
  isFirst?: boolean
  onTyped?(password: string): void
}

export function PasswordField({ name, label, autoComplete, hint, isFirst, onTyped }: PasswordFieldProps) {
  const { fields } = useTexts()
  const [isShown, setShown] = useState(false)
  return (
    <Field name={name} label={label} hint={hint}>
      {(input) => (
        <div className="with-button">
          <input
            {...input}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            data-first={isFirst || undefined}
            onChange={(event) => onTyped?.(event.target.value)}
          />
          <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? fields.hide : fields.show}
            <span className="visually-hidden"> · {label}</span>
          </button>
        </div>
      )}
    </Field>
  )
}
