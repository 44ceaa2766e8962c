import type * as sqliteColumns from './columns.sqlite.js'

/** The column makers for SQLite. The PostgreSQL kit has the same names with the same JavaScript types. */
export type ColumnKit = typeof sqliteColumns
