import { blob, integer, type SQLiteColumn, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export { index, uniqueIndex } from 'drizzle-orm/sqlite-core'
export const table = sqliteTable
export const string = () => text()
export const whole = () => integer()
/** More than 32 bits; exact up to 2^53. */
export const large = () => integer()
export const flag = () => integer({ mode: 'boolean' })
/** Stored as milliseconds since 1970. */
export const instant = () => integer({ mode: 'timestamp_ms' })
export const bytes = () => blob({ mode: 'buffer' })
/** The column, compared and sorted by the bytes of its text, as SQLite always does. For queries and their indexes. */
export const bytewise = (column: SQLiteColumn): SQLiteColumn => column
