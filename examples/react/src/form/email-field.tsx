import { useTexts } from '../texts/language.ts'
import { TextField } from './text-field'

interface EmailFieldProps {
  name?: string
  label?: string
  defaultValue?: string
  isOptional?: boolean
}

export function EmailField({ name = 'email', label, defaultValue = '', isOptional = false }: EmailFieldProps) {
  const texts = useTexts()
  return (
    <TextField
      name={name}
      label={label ?? texts.fields.email}
      type="email"
      autoComplete="email"
      defaultValue={defaultValue}
      isOptional={isOptional}
    />
  )
}
