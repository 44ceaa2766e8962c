import { useTexts } from '../texts/language.ts'

export function Loading() {
  const texts = useTexts()
  return (
    <p role="status" className="loading">
      {texts.loading}
    </p>
  )
}
