import { type ReactNode, useContext } from 'react'
import { FormContext } from './form-context.ts'

interface SubmitButtonProps {
  look?: 'primary' | 'secondary' | 'danger'
  /** Of a form with several: `values.text(name)` is `value` when this one was pressed. */
  name?: string
  value?: string
  children: ReactNode
}

/** Not `disabled` while busy: that would take the focus away from those who use the keyboard. */
export function SubmitButton({ look = 'primary', children, ...named }: SubmitButtonProps) {
  const { isBusy } = useContext(FormContext)
  return (
    <button type="submit" className={look} aria-disabled={isBusy} {...named}>
      {children}
    </button>
  )
}
