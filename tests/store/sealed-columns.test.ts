import { getTableColumns } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sealedColumns } from '../../src/store/sealed-columns.js'
import * as columns from '../../src/store/tables/columns.sqlite.js'
import { defineTables } from '../../src/store/tables/tables.js'

test('every column whose name says that it is sealed is sealed anew when the secret key is replaced', () => {
  const declared = Object.entries(defineTables(columns)).flatMap(([table, own]) =>
    Object.keys(getTableColumns(own as never))
      .filter((column) => column.startsWith('sealed'))
      .map((column) => `${table}.${column}`),
  )
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(declared.sort())
})
