import { Status } from '../layout/status'
import { useTexts } from '../texts/language.ts'

export function CodeSent({ minutes }: { minutes: number | null }) {
  const { code: texts } = useTexts()
  return <Status message={minutes === null ? null : texts.sent(minutes)} />
}
