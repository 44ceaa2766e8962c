import { Skeleton } from './skeleton'

/** While it is not known yet which page is due. */
export function Loading() {
  return (
    <div className="page">
      <h1 className="visually-hidden">Latchkey</h1>
      <Skeleton rows={4} />
    </div>
  )
}
