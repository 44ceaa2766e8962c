import type { InputHTMLAttributes } from 'react'
import { Field } from './field'

interface TextFieldProps
  extends Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'autoComplete' | 'inputMode' | 'defaultValue'> {
  name: string
  label: string
  isOptional?: boolean
}

export function TextField({ name, label, isOptional = false, ...attributes }: TextFieldProps) {
  return (
    <Field name={name} label={label} isOptional={isOptional}>
      {(input) => <input type="text" {...attributes} {...input} />}
    </Field>
  )
}
