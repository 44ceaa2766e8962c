import type * as sqliteColumns from './columns.sqlite.js'

/** The column makers of SQLite. Those of PostgreSQL have the same names and the same JavaScript types. */
export type ColumnKit = typeof sqliteColumns
