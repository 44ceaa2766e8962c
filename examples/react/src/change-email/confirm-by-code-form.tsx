import { CodeField } from '../codes/code-field'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'
import { useConfirmEmailChange } from './use-confirm-email-change.ts'

export function ConfirmByCodeForm({ onChanged }: { onChanged(email: string): void }) {
  const { email: texts } = useTexts()
  const confirm = useConfirmEmailChange(onChanged)
  return (
    <Form submit={(values) => confirm({ code: values.text('code') })}>
      <CodeField />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  )
}
