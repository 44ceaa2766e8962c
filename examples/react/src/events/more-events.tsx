import { useEffect, useRef } from 'react'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'

interface MoreEventsProps {
  /** How many are shown. */
  count: number
  hasMore: boolean
  load(): Promise<unknown>
}

/** When the last ones have come, the focus goes from the button, which is gone, to the words in its place. */
export function MoreEvents({ count, hasMore, load }: MoreEventsProps) {
  const { events: texts } = useTexts()
  const end = useRef<HTMLParagraphElement>(null)
  const first = useRef(count)
  useEffect(() => {
    if (!hasMore && count > first.current) end.current?.focus()
  }, [hasMore, count])
  const submit = async () => {
    await load()
    return null
  }
  return (
    <>
      <span role="status" className="visually-hidden">
        {count > first.current && texts.shown(count)}
      </span>
      {hasMore ? (
        <Form submit={submit}>
          <SubmitButton look="secondary">{texts.more}</SubmitButton>
        </Form>
      ) : (
        <p ref={end} tabIndex={-1} className="quiet-note">
          {texts.end}
        </p>
      )}
    </>
  )
}
