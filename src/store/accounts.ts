import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import { type AccountFilter, conditionOf, findFewCandidates } from './account-filter.js'
import type { AccountPlace, AccountSection } from './account-sections.js'
import type { Reader } from './engine/store.js'
import type { User } from './tables/users.js'

export interface AccountList {
  sections: readonly AccountSection[]
  filter: AccountFilter
  /** Exclusive. Null: from the beginning, or backwards from the end. */
  from: AccountPlace | null
  isBackward: boolean
  max: number
}

export interface FoundAccount {
  user: User
  place: AccountPlace
}

/** `stoppedAt`: so many users do not fit the filter that the search was broken off there. Another page goes on. */
export interface AccountPage {
  found: FoundAccount[]
  stoppedAt: AccountPlace | null
}

const chunkSize = 500
/** Maximum users that one page examines. */
const maxExamined = 20_000

/** In the order of the list. Backwards: in the reverse order. */
export async function listAccounts(db: Reader, list: AccountList): Promise<AccountPage> {
  const candidates = await findFewCandidates(db, list.filter)
  if (candidates !== null) return { found: await sortCandidates(db, list, candidates), stoppedAt: null }
  const found: FoundAccount[] = []
  let examined = 0
  for await (const { fits, ...account } of walk(db, list)) {
    if (fits) found.push(account)
    examined += 1
    if (found.length === list.max) break
    if (examined === maxExamined) return { found, stoppedAt: account.place }
  }
  return { found, stoppedAt: null }
}

/** How many of the first `max` users fit, and whether there are more users. */
export async function countAccounts(
  db: Reader,
  { filter, sections }: Pick<AccountList, 'filter' | 'sections'>,
  max: number,
): Promise<{ fitting: number; isAll: boolean }> {
  const list = { filter, sections, from: null, isBackward: false, max: max + 1 }
  const { found, stoppedAt } = await listAccounts(db, list)
  return { fitting: Math.min(found.length, max), isAll: stoppedAt === null && found.length <= max }
}

type Examined = FoundAccount & { fits: boolean }

async function* walk(db: Reader, list: AccountList): AsyncGenerator<Examined> {
  const first = list.from?.section ?? (list.isBackward ? list.sections.length - 1 : 0)
  const step = list.isBackward ? -1 : 1
  for (let section = first; section >= 0 && section < list.sections.length; section += step)
    yield* walkSection(db, list, section)
}

async function* walkSection(db: Reader, list: AccountList, number: number): AsyncGenerator<Examined> {
  const section = list.sections[number] as AccountSection
  const condition = conditionOf(db, list.filter)
  const max = condition === undefined ? list.max : chunkSize
  let from = list.from?.section === number ? list.from : null
  let rows: Examined[]
  do {
    const chunk = await selectAccounts(db, { section, condition, from, isBackward: list.isBackward, max })
    rows = chunk.map(({ user, fits }) => ({ user, fits: Boolean(fits), place: placeIn(list.sections, number, user) }))
    yield* rows
    from = rows.at(-1)?.place ?? null
  } while (rows.length === max)
}

interface Chunk {
  section: AccountSection
  condition: SQL | undefined
  from: AccountPlace | null
  isBackward: boolean
  max: number
}

/** Rows of one section, in its order or backwards. A query that runs when it is awaited. */
export function selectAccounts(db: Reader, { section, condition, from, isBackward, max }: Chunk) {
  const { users } = db.tables
  const isDescending = section.isDescending !== isBackward
  const direction = isDescending ? desc : asc
  const leading = section.order?.indexed ?? section.nullKey
  const keys = leading === undefined ? [users.id] : [leading, users.id]
  return db
    .select({ user: users, fits: condition === undefined ? sql<boolean>`true` : sql<boolean>`(${condition})` })
    .from(users)
    .where(and(section.where, from === null ? undefined : isBeyond(db, section, { from, isDescending })))
    .orderBy(...keys.map((key) => direction(key)))
    .limit(max)
}

function isBeyond(
  { tables: { users } }: Reader,
  { order }: AccountSection,
  { from: { key, id }, isDescending }: { from: AccountPlace; isDescending: boolean },
): SQL {
  const sign = isDescending ? sql`<` : sql`>`
  if (order === null || key === null) return sql`${users.id} ${sign} ${id}`
  const value = order.column.dataType === 'date' ? new Date(key) : key
  return sql`(${order.indexed}, ${users.id}) ${sign} (${sql.param(value, order.column)}, ${id})`
}

async function sortCandidates(db: Reader, list: AccountList, ids: readonly string[]): Promise<FoundAccount[]> {
  const condition = conditionOf(db, list.filter)
  const chunks = Array.from({ length: Math.ceil(ids.length / chunkSize) }, (_, at) =>
    ids.slice(at * chunkSize, (at + 1) * chunkSize),
  )
  const users: User[] = []
  for (const chunk of chunks) users.push(...(await selectUsers(db, and(inArray(db.tables.users.id, chunk), condition))))
  const found = users.flatMap((user) => {
    const section = list.sections.findIndex(({ keyOf }) => keyOf(user) !== undefined)
    return section < 0 ? [] : [{ user, place: placeIn(list.sections, section, user) }]
  })
  const sign = list.isBackward ? -1 : 1
  const compare = (a: AccountPlace, b: AccountPlace) => sign * comparePlaces(list.sections, a, b)
  const { from } = list
  const beyond = from === null ? found : found.filter(({ place }) => compare(place, from) > 0)
  return beyond.sort((a, b) => compare(a.place, b.place)).slice(0, list.max)
}

function selectUsers(db: Reader, where: SQL | undefined): PromiseLike<User[]> {
  return db.select().from(db.tables.users).where(where)
}

function placeIn(sections: readonly AccountSection[], section: number, user: User): AccountPlace {
  return { section, key: sections[section]?.keyOf(user) ?? null, id: user.id }
}

function comparePlaces(sections: readonly AccountSection[], a: AccountPlace, b: AccountPlace): number {
  if (a.section !== b.section) return a.section - b.section
  const sign = sections[a.section]?.isDescending ? -1 : 1
  const [keyA, keyB] = [a.key ?? '', b.key ?? '']
  if (keyA !== keyB) return keyA < keyB ? -sign : sign
  return a.id < b.id ? -sign : a.id > b.id ? sign : 0
}
