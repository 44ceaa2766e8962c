import { getTableName } from 'drizzle-orm'
import { getTableConfig as readPostgresTable } from 'drizzle-orm/pg-core'
import { getTableConfig as readSqliteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { listTables } from '../../src/store/copy-tables.js'
import { createDatabase, engines } from '../support/engines.js'
import { runSql, startStore, startStoreOn } from '../support/stores.js'

test.each(engines)('on %s every table comes after the tables that it refers to', async (engine) => {
  const store = await startStore(engine)
  const names = listTables(store.read)
  const tables = Object.values(store.read.tables)
  for (const [place, table] of tables.entries()) {
    const { foreignKeys } = engine === 'sqlite' ? readSqliteTable(table) : readPostgresTable(table as never)
    for (const key of foreignKeys) {
      const target = tables.indexOf(key.reference().foreignTable as never)
      expect(target, `${names[place]} refers to ${names[target]}`).toBeLessThan(place)
    }
  }
})

test.each(engines)(
  'on %s the signing keys are copied first, because they identify the source of a copy',
  async (engine) => {
    const store = await startStore(engine)
    expect(listTables(store.read)[0]).toBe('signingKeys')
  },
)

const listing = {
  sqlite: "select name from sqlite_master where type = 'table'",
  postgres: "select table_name as name from information_schema.tables where table_schema = 'public'",
}

test.each(engines)(
  'on %s every table is copied except the journal of migrations and the state of the copy',
  async (engine) => {
    const databaseUrl = await createDatabase(engine)
    const store = await startStoreOn(databaseUrl)
    const copied = listTables(store.read).map((name) => getTableName(store.read.tables[name]))
    const present = (await runSql(databaseUrl, listing[engine])) as { name: string }[]
    expect(present.map(({ name }) => name).sort()).toEqual([...copied, 'copy_states', 'schema_migrations'].sort())
  },
)
