import { and, asc, eq, getTableColumns, gt, isNotNull } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Purpose } from '../platform/secrets.js'
import type { Reader, Writer } from './engine/store.js'
import type { Tables } from './tables/tables.js'

/** A column whose content is sealed under a key of `SECRET_KEY`. */
export interface SealedColumn {
  table: keyof Tables
  column: string
  purpose: Purpose
}

/** Every sealed column. A test compares the list with the tables. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'signingKeys', column: 'sealedPrivateKey', purpose: 'signing-key' },
  { table: 'totpCredentials', column: 'sealedSecret', purpose: 'totp-secret' },
  { table: 'totpSetups', column: 'sealedSecret', purpose: 'totp-secret' },
  { table: 'outboxMessages', column: 'sealedValues', purpose: 'mail-values' },
  { table: 'emailCodes', column: 'sealedCode', purpose: 'mailed-proof' },
  { table: 'linkTokens', column: 'sealedToken', purpose: 'mailed-proof' },
  { table: 'providerSignIns', column: 'sealedVerifier', purpose: 'provider-sign-in' },
  { table: 'providerSignIns', column: 'sealedProfile', purpose: 'provider-sign-in' },
  { table: 'incompleteRegistrations', column: 'sealedIdentity', purpose: 'provider-sign-in' },
]

export interface SealedRow {
  key: string | number
  sealed: Buffer
}

/** At most `max` rows after the key `after`, in the order of the keys. Null: from the first row. */
export async function listSealedRows(
  db: Reader,
  place: SealedColumn,
  { after, max }: { after: SealedRow['key'] | null; max: number },
): Promise<SealedRow[]> {
  const { table, key, sealed } = plain(db, place)
  const rest = after === null ? undefined : gt(key, after)
  const rows = await db
    .select({ key, sealed })
    .from(table)
    .where(and(isNotNull(sealed), rest))
    .orderBy(asc(key))
    .limit(max)
  return rows as unknown as SealedRow[]
}

/** Replaces a value unless somebody has changed it since it was read. Returns whether it was replaced. */
export async function replaceSealed(
  tx: Writer,
  place: SealedColumn,
  { key: id, from, to }: { key: SealedRow['key']; from: Buffer; to: Buffer },
): Promise<boolean> {
  const { table, key, sealed } = plain(tx, place)
  const replaced = await tx
    .update(table)
    .set({ [place.column]: to })
    .where(and(eq(key, id), eq(sealed, from)))
    .returning({ key })
  return replaced.length > 0
}

/** Every table has a primary key of one column. */
function plain(db: Reader, { table: name, column }: SealedColumn) {
  const table = db.tables[name] as unknown as Tables['totpSetups']
  const columns: Readonly<Record<string, SQLiteColumn>> = getTableColumns(table)
  const [key, sealed] = [Object.values(columns).find(({ primary }) => primary), columns[column]]
  if (key === undefined || sealed === undefined) throw new Error(`${name} has no column ${column}`)
  return { table, key, sealed }
}
