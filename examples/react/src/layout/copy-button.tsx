import { useState } from 'react'
import { useTexts } from '../texts/language.ts'

/** Says whether it has copied, and says so again each time. */
export function CopyButton({ text }: { text: string }) {
  const { copy: texts } = useTexts()
  const [presses, setPresses] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const copy = async () => {
    const isCopied = await writeToClipboard(text)
    setSaid(isCopied ? texts.copied : texts.failed)
    setPresses(presses + 1)
  }
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {said ?? texts.copy}
      </button>
      <span role="status" className="visually-hidden">
        {said !== null && <span key={presses}>{said}</span>}
      </span>
    </>
  )
}

/** False where the browser does not allow it: on pages without https, or if the user has said no. */
async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
