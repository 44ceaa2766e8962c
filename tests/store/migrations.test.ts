import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MigrationRefused, readMigrations } from '../../src/store/engine/migrations.js'
import { openStore } from '../../src/store/engine/open.js'
import { insertUser } from '../../src/store/users.js'
import { createEmptyDatabase, engines } from '../support/engines.js'
import { newUser } from '../support/new-rows.js'
import { runSql, silentLog, startStoreOn } from '../support/stores.js'

const readJournal = 'select place, name, digest from schema_migrations order by place'

describe.each(engines)('opening on %s', (engine) => {
  test('an empty database gets all migrations, and the journal lists them', async () => {
    const databaseUrl = await createEmptyDatabase(engine)
    await startStoreOn(databaseUrl)
    const expected = readMigrations(engine).map(({ place, name, digest }) => ({ place, name, digest }))
    expect(await runSql(databaseUrl, readJournal)).toEqual(expected)
  })

  test('five stores that open one empty database at once all succeed, and the database is migrated once', async () => {
    const databaseUrl = await createEmptyDatabase(engine)
    const stores = await Promise.all(Array.from({ length: 5 }, () => startStoreOn(databaseUrl)))
    await Promise.all(stores.map((store) => store.transaction((tx) => insertUser(tx, newUser()))))
    expect(await runSql(databaseUrl, readJournal)).toHaveLength(readMigrations(engine).length)
    expect(await runSql(databaseUrl, 'select id from users')).toHaveLength(5)
  })

  test('opening a migrated database again changes nothing', async () => {
    const databaseUrl = await createEmptyDatabase(engine)
    {
      await using first = await openStore(databaseUrl, silentLog)
      await first.transaction((tx) => insertUser(tx, newUser()))
    }
    const journal = await runSql(databaseUrl, readJournal)
    await startStoreOn(databaseUrl)
    expect(await runSql(databaseUrl, readJournal)).toEqual(journal)
    expect(await runSql(databaseUrl, 'select id from users')).toHaveLength(1)
  })

  test('a database of a newer program is refused with the name of the unknown migration, and stays unchanged', async () => {
    const databaseUrl = await createEmptyDatabase(engine)
    await startStoreOn(databaseUrl)
    const place = readMigrations(engine).length
    await runSql(databaseUrl, `insert into schema_migrations values (${place}, '9999_future', 'f')`)
    const opening = startStoreOn(databaseUrl)
    await expect(opening).rejects.toThrow(MigrationRefused)
    await expect(opening).rejects.toThrow(/newer than this program.*9999_future/)
    expect(await runSql(databaseUrl, readJournal)).toHaveLength(place + 1)
  })

  test('a database is refused if an applied migration differs from that of the program', async () => {
    const databaseUrl = await createEmptyDatabase(engine)
    await startStoreOn(databaseUrl)
    await runSql(databaseUrl, `update schema_migrations set digest = 'f' where place = 0`)
    await expect(startStoreOn(databaseUrl)).rejects.toThrow(MigrationRefused)
  })
})

describe('a SQLite file', () => {
  test('an empty SQLite file is refused by name and stays empty, because it is the rest of a lost database', async () => {
    const databaseUrl = await createEmptyDatabase('sqlite')
    const file = databaseUrl.slice('file:'.length)
    writeFileSync(file, '')
    await expect(startStoreOn(databaseUrl)).rejects.toThrow(`${file} is empty`)
    expect(readFileSync(file)).toHaveLength(0)
  })

  test('a missing SQLite file is not created again while its WAL file exists', async () => {
    const databaseUrl = await createEmptyDatabase('sqlite')
    const file = databaseUrl.slice('file:'.length)
    writeFileSync(`${file}-wal`, 'pages of a database that is gone')
    await expect(startStoreOn(databaseUrl)).rejects.toThrow(`${file} is missing`)
    expect(readdirSync(dirname(file))).toEqual(['latchkey.db-wal'])
  })
})
