import type { Secrets } from '../platform/secrets.js'
import { type InvalidArgument, type PageArguments, type PageRequest, readPage } from './list-page.js'

/** The list that a cursor belongs to, with its order and its filter. */
export type ListScope = Readonly<Record<string, unknown>>

/** A cursor is sealed, so that a client can neither read nor make one. It belongs to one list with one filter. */
export function writeCursor(secrets: Secrets, scope: ListScope, place: unknown): string {
  const content = JSON.stringify({ scope: JSON.stringify(scope), place })
  return secrets.seal('list-cursor', Buffer.from(content)).toString('base64url')
}

/** The page that is asked for, and the place from which it goes on. Null: the beginning. */
export function openPage<Place>(
  secrets: Secrets,
  scope: ListScope,
  given: PageArguments,
): (PageRequest & { from: Place | null }) | InvalidArgument {
  const page = readPage(given)
  if ('kind' in page) return page
  if (page.cursor === null) return { ...page, from: null }
  const from = readCursor<Place>(secrets, scope, page.cursor)
  return from === null ? { kind: 'invalidArgument', argument: page.isBackward ? 'before' : 'after' } : { ...page, from }
}

/** Null if it is not a cursor of this list. */
function readCursor<Place>(secrets: Secrets, scope: ListScope, cursor: string): Place | null {
  const opened = secrets.open('list-cursor', Buffer.from(cursor, 'base64url'))
  if (opened === null) return null
  const content = JSON.parse(opened.toString()) as { scope: string; place: Place }
  return content.scope === JSON.stringify(scope) ? content.place : null
}
