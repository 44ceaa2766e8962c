import type { InputHTMLAttributes } from 'react'
import { Field } from './field'

type Given = 'type' | 'autoComplete' | 'inputMode' | 'defaultValue' | 'spellCheck'

interface TextFieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, Given> {
  name: string
  label: string
  isOptional?: boolean
  /** Gets the focus of its page, before the heading. */
  isFirst?: boolean
  /** Digits or letters that mean nothing, set apart from each other. */
  isCode?: boolean
}

export function TextField(props: TextFieldProps) {
  const { name, label, isOptional = false, isFirst = false, isCode = false, ...attributes } = props
  return (
    <Field name={name} label={label} isOptional={isOptional}>
      {(input) => (
        <input
          type="text"
          className={isCode ? 'code' : undefined}
          data-first={isFirst || undefined}
          {...attributes}
          {...input}
        />
      )}
    </Field>
  )
}
