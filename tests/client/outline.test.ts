import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildSchema, Kind, parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { outlineOf, publicFields } from '../../src/client/transport/root-fields.js'

test.each([
  ['{ me { id } }', 'query', ['me']],
  ['query Q { a: me { id } authConfig { x } }', 'query', ['me', 'authConfig']],
  ['mutation M($i: I! = {a: [{b: "}"}]}) @live { pay(input: $i, note: "mutation { x }") { id } }', 'mutation', ['pay']],
  ['# query { no }\nsubscription S { ticks }', 'subscription', ['ticks']],
  ['query { me @include(if: $a) """not a place for it""" session }', 'query', ['me', 'session']],
  ['query { ...F } fragment F on Query { me { id } }', 'query', null],
  ['query A { me { id } } mutation B { pay }', 'query', null],
  ['mutation { query mutation { subscription } }', 'mutation', ['query', 'mutation']],
  ['not graphql at all', 'query', null],
])('the outline of %s', (document, type, fields) => {
  expect(outlineOf(document)).toEqual({ type, fields })
})

const folder = resolve(import.meta.dirname, '../../src/client/operations')
const files = readdirSync(folder).filter((file) => file !== 'fragments.graphql')

test.each(files)('the outline of %s is what a parser reads', (file) => {
  const text = readFileSync(resolve(folder, file), 'utf8')
  const [node] = parse(text).definitions
  if (node?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  const fields = node.selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : ''))
  for (const each of [text, print(node)]) expect(outlineOf(each)).toEqual({ type: node.operation, fields })
})

test('the fields that need no token are fields of the schema', () => {
  const schema = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'))
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  )
  expect([...publicFields].filter((name) => !name.startsWith('__') && !fields.includes(name))).toEqual([])
})
