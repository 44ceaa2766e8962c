import { CopyButton } from '../layout/copy-button'
import { useTexts } from '../texts/language.ts'

/** The server shows them once: here is how to keep them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { recoveryCodes: texts } = useTexts()
  const text = `${codes.join('\n')}\n`
  return (
    <>
      <ol className="recovery-codes printed" aria-label={texts.title}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="actions">
        <CopyButton text={text} />
        <a
          className="button"
          download={texts.fileName}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {texts.download}
        </a>
        <button type="button" onClick={() => window.print()}>
          {texts.print}
        </button>
      </div>
    </>
  )
}
