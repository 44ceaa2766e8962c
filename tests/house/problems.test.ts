import { readFileSync } from 'node:fs'
import { isEnumType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { type ProblemKind, problemKinds } from '../../src/graphql/contract/problem-kinds.js'
import { typeNameOf } from '../../src/graphql/schema/print-errors.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'

const schema = buildSchema()

test('every type of the schema that implements Problem has a kind with a code, and every kind has a type', () => {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType)
  const problems = types.filter((type) => type.getInterfaces().some(({ name }) => name === 'Problem'))
  const kinds = Object.keys(problemKinds) as ProblemKind[]
  expect(problems.map(({ name }) => name).sort()).toEqual(kinds.map(typeNameOf).sort())
})

test.each(['TokenRejection', 'SessionEndReason'])('docs/errors.md explains every value of %s', (name) => {
  const page = readFileSync('docs/errors.md', 'utf8')
  const [, section = ''] = page.split(`\n## ${name}\n`)
  const explained = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, value]) => value)
  const type = schema.getType(name)
  const values = isEnumType(type) ? type.getValues().map((each) => each.name) : []
  expect(explained.sort()).toEqual(values.sort())
})
