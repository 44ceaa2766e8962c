import type { Secrets } from '../platform/secrets.js'
import { type ListScope, openPage, writeCursor } from './list-cursor.js'
import { type InvalidArgument, type Page, type PageArguments, sliceOf } from './list-page.js'

/** A list whose newest element comes first. */
interface NewestFirst<Row, Place, Node> {
  scope: ListScope
  /** The place of a row, as JSON keeps it. */
  placeOf(row: Row): unknown
  /** What `placeOf` meant, read from JSON. */
  readPlace(stored: never): Place
  /** Reads at most `max` rows behind the place, in this direction. */
  read(page: { position: Place | null; direction: 'newestFirst' | 'oldestFirst'; max: number }): Promise<Row[]>
  view(row: Row): Node
}

/** A page of a list in the order of time. */
export async function readList<Row, Place, Node>(
  { secrets }: { secrets: Secrets },
  given: PageArguments,
  list: NewestFirst<Row, Place, Node>,
): Promise<Page<Node> | InvalidArgument> {
  const page = openPage<never>(secrets, list.scope, given)
  if ('kind' in page) return page
  const rows = await list.read({
    position: page.from === null ? null : list.readPlace(page.from),
    direction: page.isBackward ? 'oldestFirst' : 'newestFirst',
    max: page.size + 1,
  })
  const edges = rows.map((row) => ({
    cursor: writeCursor(secrets, list.scope, list.placeOf(row)),
    node: list.view(row),
  }))
  return sliceOf(page, edges)
}
