import { asc, count, getTableColumns, gt, inArray } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { Tables } from './tables/tables.js'

export type TableName = Exclude<keyof Tables, 'copyStates'>
type Key = string
export type Row = Readonly<Record<string, unknown>>

/** All tables in the order of `defineTables`: each one after those that it refers to. */
export function listTables(db: Reader): readonly TableName[] {
  return Object.keys(db.tables).filter((name) => name !== 'copyStates') as TableName[]
}

/** Returns at most `max` rows in the order of their keys, after the key `after`. Null: from the first row. */
export async function listRows(
  db: Reader,
  name: TableName,
  { after, max }: { after: Key | null; max: number },
): Promise<Row[]> {
  const { table, key } = plain(db, name)
  const rest = after === null ? undefined : gt(key, after)
  return db.select().from(table).where(rest).orderBy(asc(key)).limit(max)
}

export async function findRows(db: Reader, name: TableName, keys: readonly Key[]): Promise<Map<Key, Row>> {
  const { table, key } = plain(db, name)
  const rows: Row[] = await db
    .select()
    .from(table)
    .where(inArray(key, [...keys]))
  return new Map(rows.map((row) => [keyOf(db, name, row), row]))
}

export async function insertRows(tx: Writer, name: TableName, rows: readonly Row[]): Promise<void> {
  const { table } = plain(tx, name)
  if (rows.length > 0) await tx.insert(table).values(rows as never)
}

export async function deleteRows(tx: Writer, name: TableName, keys: readonly Key[]): Promise<void> {
  const { table, key } = plain(tx, name)
  if (keys.length > 0) await tx.delete(table).where(inArray(key, [...keys]))
}

export async function countRows(db: Reader, name: TableName): Promise<number> {
  const [counted] = await db.select({ rows: count() }).from(plain(db, name).table)
  return counted?.rows ?? 0
}

export function keyOf(db: Reader, name: TableName, row: Row): Key {
  return row[plain(db, name).property] as Key
}

/** Typed as `users`; only the single primary-key column is used. */
function plain(db: Reader, name: TableName) {
  const table = db.tables[name] as unknown as Tables['users']
  const [property = 'id'] = Object.entries(getTableColumns(table)).find(([, column]) => column.primary) ?? []
  return { table, property, key: getTableColumns(table)[property as 'id'] }
}
