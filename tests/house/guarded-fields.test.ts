import { readFileSync } from 'node:fs'
import { buildSchema as readSchema } from 'graphql'
import { expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'

/** Mutations that try no credential, mail nobody and hash nothing, each with the reason. */
const unguarded = {
  logout: 'ends what the caller already holds',
  revokeSession: 'ends a session of the caller',
  updateProfile: 'writes the row of the caller',
  removeTotp: 'needs a recent proof of identity',
  createRecoveryCodes: 'needs a recent proof of identity',
  removePassword: 'needs a recent proof of identity',
}

test('every mutation is guarded or has a written reason not to be', () => {
  const mutations = Object.values(buildSchema().getMutationType()?.getFields() ?? {})
  const open = mutations.filter(({ extensions }) => extensions.guarded !== true).map(({ name }) => name)
  expect(open.sort()).toEqual(Object.keys(unguarded).sort())
})

test('every mutation of the printed schema is known to the guard', () => {
  const printed = Object.keys(readSchema(readFileSync('schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {})
  expect(printed.sort()).toEqual(Object.keys(buildSchema().getMutationType()?.getFields() ?? {}).sort())
})
