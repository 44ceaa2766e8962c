import { describeFailure } from '../form/failure.ts'
import { useTexts } from '../texts/language.ts'

interface LoadFailureProps {
  error: Error
  retry(): Promise<unknown>
}

/** Instead of what could not be read. */
export function LoadFailure({ error, retry }: LoadFailureProps) {
  const texts = useTexts()
  return (
    <div role="alert" className="notice problem">
      <p>{describeFailure(error, texts).message}</p>
      <button type="button" onClick={() => void retry().catch(() => undefined)}>
        {texts.failures.retry}
      </button>
    </div>
  )
}
