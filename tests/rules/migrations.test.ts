import { describe, expect, test } from 'vitest'
import {
  type Migration,
  MigrationRefused,
  pendingMigrations,
  readMigrations,
} from '../../src/store/engine/migrations.js'
import { engines } from '../support/engines.js'

const known: readonly Migration[] = ['0000_core', '0001_mail', '0002_more'].map((name, place) => ({
  place,
  name,
  digest: `digest of ${name}`,
  statements: [],
}))

describe('pending migrations', () => {
  test.each([0, 1, 2, 3])('pending migrations are those after the first %i that were applied', (count) => {
    expect(pendingMigrations(known, known.slice(0, count))).toEqual(known.slice(count))
  })

  test('a program that is older than its database refuses it and names the unknown migration', () => {
    const refused = () => pendingMigrations(known.slice(0, 2), known)
    expect(refused).toThrow(MigrationRefused)
    expect(refused).toThrow(/newer than this program.*0002_more/)
  })

  test.each([
    ['was altered after it was applied', [{ ...known[0], digest: 'another' }]],
    ['was applied in another order', [known[1], known[0]].map((one, place) => ({ ...one, place }))],
  ])('pending migrations are refused if one %s', (_, applied) => {
    expect(() => pendingMigrations(known, applied as Migration[])).toThrow(MigrationRefused)
  })
})

test('both engines have migrations with the same numbers and names', () => {
  const [sqlite, postgres] = engines.map((engine) => readMigrations(engine).map(({ place, name }) => ({ place, name })))
  expect(sqlite).toEqual(postgres)
  expect(sqlite?.length).toBeGreaterThan(0)
})
