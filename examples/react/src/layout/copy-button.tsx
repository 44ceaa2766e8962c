import { useState } from 'react'
import { useTexts } from '../texts/language.ts'

/** Says that it has copied, and says so again each time. */
export function CopyButton({ text }: { text: string }) {
  const { copy: texts } = useTexts()
  const [copies, setCopies] = useState(0)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopies(copies + 1)
  }
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {copies === 0 ? texts.copy : texts.copied}
      </button>
      <span role="status" className="visually-hidden">
        {copies > 0 && <span key={copies}>{texts.copied}</span>}
      </span>
    </>
  )
}
