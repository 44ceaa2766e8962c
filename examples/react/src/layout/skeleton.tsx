import { useTexts } from '../texts/language.ts'

/** In the place of what is being read, and about as large, so that the page does not jump. */
export function Skeleton({ rows }: { rows: number }) {
  const texts = useTexts()
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{texts.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
        <div key={row} />
      ))}
    </div>
  )
}
