import { type SQL, sql } from 'drizzle-orm'
import { bigint, boolean, customType, integer, type PgColumn, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

export { index, uniqueIndex } from 'drizzle-orm/pg-core'
export const table = pgTable
export const string = () => text()
export const whole = () => integer()
export const large = () => bigint({ mode: 'number' })
export const flag = () => boolean()
export const instant = () => timestamp({ mode: 'date', precision: 3, withTimezone: true })
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
/** The column, compared and sorted by the bytes of its text. The order of a language ignores some characters. */
export const bytewise = (column: PgColumn): SQL => sql`${column} collate "C"`
