import { TextField } from '../form/text-field'
import { useTexts } from '../texts/language.ts'

interface CodeFieldProps {
  name?: string
  /** Default: that the code is in a mail. */
  label?: string
  isFirst?: boolean
}

/** `one-time-code` lets phones, browsers and password managers offer the code. */
export function CodeField({ name = 'code', label, isFirst = false }: CodeFieldProps) {
  const { fields } = useTexts()
  return (
    <TextField
      name={name}
      label={label ?? fields.code}
      inputMode="numeric"
      autoComplete="one-time-code"
      isFirst={isFirst}
      isCode
    />
  )
}
