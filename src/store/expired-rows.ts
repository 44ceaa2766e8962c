import { getTableColumns, inArray, lte } from 'drizzle-orm'
import type { Writer } from './engine/store.js'
import type { Tables } from './tables/tables.js'

/** Tables whose rows are of no use after their `expiresAt`. */
export const expiringTables = [
  'emailCodes',
  'linkTokens',
  'pendingRegistrations',
  'incompleteRegistrations',
  'pendingSignIns',
  'passkeyChallenges',
  'providerSignIns',
  'idTokenUses',
  'totpSetups',
  'trustedDevices',
] as const satisfies readonly (keyof Tables)[]

/** Deletes at most `max` rows of the table that expired by `now`. Returns how many rows it deleted. */
export async function deleteExpired(
  tx: Writer,
  name: (typeof expiringTables)[number],
  { now, max }: { now: Date; max: number },
): Promise<number> {
  // Typed as one of them: they share `expiresAt`, and each has a primary key of one column.
  const table = tx.tables[name] as unknown as Tables['totpSetups']
  const key = Object.values(getTableColumns(table)).find(({ primary }) => primary) ?? table.userId
  const expired = tx.select({ key }).from(table).where(lte(table.expiresAt, now)).limit(max)
  const deleted = await tx
    .delete(table)
    .where(inArray(key, tx.skipLocked(expired)))
    .returning({ key })
  return deleted.length
}
