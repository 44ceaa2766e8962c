import { readFileSync } from 'node:fs'
import { buildSchema as readSchema } from 'graphql'
import { expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'

/** Mutations that try no credential, send no mail and hash nothing, each with the reason. */
const exempt = {
  logout: 'ends what the caller already holds',
  revokeSession: 'ends a session of the caller',
  updateProfile: 'writes the row of the caller',
  renamePasskey: 'writes a row of the caller',
  removePasskey: 'needs a recent proof of identity',
  removeTotp: 'needs a recent proof of identity',
  createRecoveryCodes: 'needs a recent proof of identity',
  forgetTrustedDevices: 'guesses nothing: it only takes trust away',
  removePassword: 'needs a recent proof of identity',
  unlinkIdentity: 'needs a recent proof of identity',
}

const mutations = Object.values(buildSchema().getMutationType()?.getFields() ?? {})

test('every mutation tries one credential at a time or has a written reason not to', () => {
  const free = mutations.filter(({ extensions }) => extensions.singleAttempt !== true).map(({ name }) => name)
  expect(free.sort()).toEqual(Object.keys(exempt).sort())
})

test('the page on errors names the mutations of which one operation may have several', () => {
  const row =
    readFileSync('docs/errors.md', 'utf8').match(
      /^\| `OPERATION_LIMIT` \| .*That is every mutation except ([^.]*)\./m,
    )?.[1] ?? ''
  expect([...row.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(Object.keys(exempt).sort())
})

test('every mutation of the printed schema is known to the rule of one attempt', () => {
  const printed = Object.keys(readSchema(readFileSync('schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {})
  expect(printed.sort()).toEqual(mutations.map(({ name }) => name).sort())
})
