import { type ReactNode, useId } from 'react'
import { useTexts } from '../texts/language.ts'
import { useIssue } from './form-context.ts'

/** What an input needs so that its label, its hint and its issue belong to it. */
export interface InputAttributes {
  id: string
  name: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  'aria-required': boolean
}

interface FieldProps {
  /** Also the path of its value in `input`, joined with dots. */
  name: string
  label: string
  isOptional?: boolean
  hint?: ReactNode
  children(attributes: InputAttributes): ReactNode
}

export function Field({ name, label, isOptional = false, hint, children }: FieldProps) {
  const texts = useTexts()
  const id = useId()
  const issue = useIssue(name)
  const described = [hint && `${id}-hint`, issue && `${id}-issue`].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {isOptional && <small>{texts.fields.optional}</small>}
      </label>
      {children({
        id,
        name,
        'aria-invalid': issue !== null,
        'aria-describedby': described,
        'aria-required': !isOptional,
      })}
      {issue !== null && (
        <p id={`${id}-issue`} className="issue">
          {issue}
        </p>
      )}
      {hint !== undefined && <div id={`${id}-hint`}>{hint}</div>}
    </div>
  )
}
