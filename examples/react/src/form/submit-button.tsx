import { type ReactNode, useContext } from 'react'
import { FormContext } from './form-context.ts'

interface SubmitButtonProps {
  look?: 'primary' | 'secondary' | 'danger'
  /** Of a form with several: `values.text(name)` is `value` when this one was pressed. */
  name?: string
  value?: string
  /** Gets the focus of its page, before the heading. */
  isFirst?: boolean
  children: ReactNode
}

/** Not `disabled` while busy: that would take the focus away from those who use the keyboard. */
export function SubmitButton({ look = 'primary', isFirst = false, children, ...named }: SubmitButtonProps) {
  const { isBusy } = useContext(FormContext)
  return (
    <button type="submit" className={look} aria-disabled={isBusy} data-first={isFirst || undefined} {...named}>
      {children}
    </button>
  )
}
