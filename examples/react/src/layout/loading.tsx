import { Skeleton } from './skeleton'

/** While it is not known yet which page is due. */
export function Loading() {
  return (
    <div className="page">
      <Skeleton rows={4} />
    </div>
  )
}
