import type * as sqliteColumns from './columns.sqlite.js'

/** The columns that SQLite offers; the PostgreSQL kit offers the same names with the same JavaScript types. */
export type ColumnKit = typeof sqliteColumns
