/** The arguments of a Relay connection. Without `first` and `last` a page has twenty elements. */
export interface PageArguments {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** A size out of range, arguments of both directions, another list’s cursor, or a filter that cannot be looked up. */
export interface InvalidArgument {
  kind: 'invalidArgument'
  argument: keyof PageArguments | 'search' | 'filter'
}

export interface PageRequest {
  size: number
  isBackward: boolean
  /** The cursor from which the page goes on. */
  cursor: string | null
}

/** A page of a Relay connection, in the order of the list. */
export interface Page<Node> {
  edges: readonly { cursor: string; node: Node }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

export const maxPage = 100
const usualPage = 20

/** Whether a value can be looked up. PostgreSQL refuses texts with U+0000. */
export function isSearchable(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('\0')
}

export function readPage(given: PageArguments): PageRequest | InvalidArgument {
  const isBackward = given.last != null || given.before != null
  const [size, cursor] = isBackward ? [given.last, given.before] : [given.first, given.after]
  const argument = isBackward ? 'last' : 'first'
  const isMixed = isBackward && (given.first != null || given.after != null)
  const wanted = size ?? usualPage
  if (isMixed || wanted < 1 || wanted > maxPage) return { kind: 'invalidArgument', argument }
  return { size: wanted, isBackward, cursor: cursor ?? null }
}

/**
 * The page of `size` elements from rows that were read in its direction. One more row is read to find a next page.
 * `brokenOff`: the cursor at which the reading was broken off; the next page begins there.
 */
export function sliceOf<Node>(
  { size, isBackward, cursor }: PageRequest,
  rows: readonly { cursor: string; node: Node }[],
  brokenOff: string | null = null,
): Page<Node> {
  const edges = rows.slice(0, size)
  if (isBackward) edges.reverse()
  const [goesOn, cameFrom] = [rows.length > size || brokenOff !== null, cursor !== null]
  const [first, last] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null]
  return {
    edges,
    pageInfo: {
      hasNextPage: isBackward ? cameFrom : goesOn,
      hasPreviousPage: isBackward ? goesOn : cameFrom,
      startCursor: isBackward ? (brokenOff ?? first) : first,
      endCursor: isBackward ? last : (brokenOff ?? last),
    },
  }
}
