import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { requireWithinLimits } from '../../src/graphql/server/operation-limits.js'
import { createOutliner } from '../../src/graphql/server/operation-outline.js'

// Types of our own schema do not point back at each other, so depth has to be tried on another one.
const outlineOf = createOutliner(
  buildSchema(
    'interface Named { friend: Person } type Person implements Named { friend: Person } type Query { me: Person }',
  ),
)

const nested = (levels: number, friend = 'friend') => `${`${friend} { `.repeat(levels)}__typename${' }'.repeat(levels)}`

function accepts(text: string): boolean {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (operation == null) throw new Error('no operation')
  try {
    requireWithinLimits(outlineOf(document, operation))
    return true
  } catch {
    return false
  }
}

describe('depth', () => {
  test.each([
    ['plain', (levels: number) => `{ me { ${nested(levels)} } }`],
    [
      'in inline fragments',
      (levels: number) => `{ me { ${nested(levels, '... on Named { friend')}${' }'.repeat(levels)} } }`,
    ],
    ['in a fragment', (levels: number) => `{ me { ...F } } fragment F on Person { ${nested(levels)} }`],
  ])('an operation may have ten levels and no more, %s', (_, text) => {
    expect(accepts(text(8))).toBe(true)
    expect(accepts(text(9))).toBe(false)
  })

  test('an operation of fifteen hundred levels is refused', () => {
    expect(accepts(`{ me { ${nested(1500)} } }`)).toBe(false)
  })
})

test('a document that was refused is refused again the next time', () => {
  const document = parse(`{ me { ${nested(20)} } }`)
  const operation = getOperationAST(document)
  if (operation == null) throw new Error('no operation')
  for (let round = 0; round < 2; round++) expect(() => requireWithinLimits(outlineOf(document, operation))).toThrow()
})
