import type { ReactNode } from 'react'
import { Form } from '../form/form'
import type { FormProblem } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { useTexts } from '../texts/language.ts'
import { Modal } from './modal'

interface ConfirmDialogProps {
  title: string
  lead?: string
  /** What the button says. */
  action: string
  look?: 'primary' | 'danger'
  submit(values: Values): Promise<FormProblem | null>
  onCancel(): void
  /** Fields to fill in. */
  children?: ReactNode
}

/** Asks before something is done that is not undone easily, or for what it needs. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { reauthentication } = useTexts()
  return (
    <Modal title={props.title} onCancel={props.onCancel}>
      {props.lead !== undefined && <p>{props.lead}</p>}
      <Form submit={props.submit}>
        {props.children}
        <SubmitButton look={props.look ?? 'danger'}>{props.action}</SubmitButton>
      </Form>
      <button type="button" className="quiet" onClick={props.onCancel}>
        {reauthentication.cancel}
      </button>
    </Modal>
  )
}
