import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from '@0no-co/graphql.web'
import { buildSchema, type DocumentNode } from 'graphql'
import { expect, test } from 'vitest'
import { outlineOfDocument } from '../../src/client/transport/operation-outline.js'
import { publicFields } from '../../src/client/transport/root-fields.js'

test.each([
  ['{ me { id } }', undefined, { type: 'query', fields: ['me'] }],
  ['query Q { a: me { id } authConfig { x } }', undefined, { type: 'query', fields: ['me', 'authConfig'] }],
  [
    'mutation M($i: I! = {a: [{b: "}"}]}) { pay(input: $i, note: "mutation { x }") { id } }',
    undefined,
    { type: 'mutation', fields: ['pay'] },
  ],
  ['# query { no }\nsubscription S { ticks }', undefined, { type: 'subscription', fields: ['ticks'] }],
  ['query { ...F session } fragment F on Query { me { id } }', undefined, { type: 'query', fields: ['me', 'session'] }],
  ['query A { me { id } } mutation B { pay }', 'B', { type: 'mutation', fields: ['pay'] }],
  ['mutation { query mutation { subscription } }', undefined, { type: 'mutation', fields: ['query', 'mutation'] }],
])('the root fields of %s (%s) are read', (document, name, outline) => {
  expect(outlineOfDocument(parse(document) as DocumentNode, name)).toEqual(outline)
})

test('a document of several operations without a name has no outline', () => {
  expect(outlineOfDocument(parse('query A { me { id } } mutation B { pay }') as DocumentNode, undefined)).toBeNull()
})

test('the fields that need no token are fields of the schema', () => {
  const schema = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'))
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  )
  expect([...publicFields].filter((name) => !name.startsWith('__') && !fields.includes(name))).toEqual([])
})
