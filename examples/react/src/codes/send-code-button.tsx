import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { useTexts } from '../texts/language.ts'

const name = 'wanted'
const value = 'code'

/** Behind the main button of a form: Enter in a field presses the first one. */
export function SendCodeButton({ isFirst }: { isFirst: boolean }) {
  const { code: texts } = useTexts()
  return (
    <SubmitButton look={isFirst ? 'primary' : 'secondary'} name={name} value={value}>
      {isFirst ? texts.send : texts.again}
    </SubmitButton>
  )
}

/** Whether the form was sent by that button. */
export function isCodeWanted(values: Values): boolean {
  return values.text(name) === value
}
