import fc from 'fast-check'
import { execute, getOperationAST, parse, buildSchema as readSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { printSortedSchema } from '../../src/graphql/schema/print-schema.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { operationLimits, requireWithinLimits } from '../../src/graphql/server/operation-limits.js'
import { createOutliner } from '../../src/graphql/server/operation-outline.js'
import { signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

// Documents as an attacker nests them, and what they would execute, counted by writing every fragment out.

interface Field {
  kind: 'field'
  name: FieldName
  alias: string
  directives: number
}

type Selection =
  | Field
  | { kind: 'inline'; of: Selection[]; directives: number }
  | { kind: 'spread'; fragment: number; directives: number }

const texts = {
  login: 'login(input: { identifier: "x", password: "y" })',
  refresh: 'refresh(input: { refreshToken: "x" })',
  requestPasswordReset: 'requestPasswordReset(input: { email: "a@b.cd" })',
  resetPassword: 'resetPassword(input: { token: "x", newPassword: "y" })',
  logout: 'logout',
}
type FieldName = keyof typeof texts
const singleAttempts: ReadonlySet<FieldName> = new Set(['login', 'refresh', 'requestPasswordReset', 'resetPassword'])

const maxFragments = 4
const directives = fc.nat({ max: 2 })
const field = fc.record({
  kind: fc.constant('field' as const),
  name: fc.constantFrom<FieldName>('login', 'refresh', 'requestPasswordReset', 'resetPassword', ...logouts(12)),
  alias: fc.constantFrom(...Array.from({ length: 12 }, () => ''), 'a', 'b', 'login'),
  directives,
})
const { selections } = fc.letrec<{ selections: Selection[]; one: Selection }>((tie) => ({
  selections: fc.array(tie('one'), { minLength: 1, maxLength: 4, depthIdentifier: 'nest' }),
  one: fc.oneof(
    { depthIdentifier: 'nest', maxDepth: 4 },
    field,
    fc.record({ kind: fc.constant('inline' as const), of: tie('selections'), directives }),
    fc.record({ kind: fc.constant('spread' as const), fragment: fc.nat({ max: maxFragments - 1 }), directives }),
  ),
}))
/** The first is the operation; each one may spread those after it, so that there is no cycle. */
const documents = fc.array(selections, { minLength: 1, maxLength: maxFragments + 1 }).map(settle)

/** Weighted: most fields are harmless, or next to nothing would be within the limits. */
function logouts(count: number): FieldName[] {
  return Array.from({ length: count }, () => 'logout')
}

/** Each spread names a later fragment; in the last, where there is none, it becomes a harmless field. */
function settle(bodies: readonly Selection[][]): Selection[][] {
  const last = bodies.length - 1
  const settleOne =
    (place: number) =>
    (one: Selection): Selection => {
      if (one.kind === 'inline') return { ...one, of: one.of.map(settleOne(place)) }
      if (one.kind === 'field') return one
      if (place === last) return { kind: 'field', name: 'logout', alias: '', directives: 0 }
      return { ...one, fragment: place + 1 + (one.fragment % (last - place)) }
    }
  return bodies.map((body, place) => body.map(settleOne(place)))
}

function write(bodies: readonly Selection[][]): string {
  return bodies
    .map((body, place) => `${place === 0 ? 'mutation' : `fragment F${place} on Mutation`} ${writeSet(body)}`)
    .join('\n')
}

function writeSet(selections: readonly Selection[]): string {
  return `{ ${selections.map(writeOne).join(' ')} }`
}

function writeOne(selection: Selection): string {
  const directives = [' @include(if: true)', ' @skip(if: false)'].slice(0, selection.directives).join('')
  if (selection.kind === 'spread') return `...F${selection.fragment}${directives}`
  if (selection.kind === 'inline') return `... on Mutation${directives} ${writeSet(selection.of)}`
  const { alias, name } = selection
  const leaf = name === 'logout' ? 'revokedSessions' : '__typename'
  return `${alias}${alias && ': '}${texts[name]}${directives} { ${leaf} }`
}

/** By the book: `docs/errors.md`, OPERATION_LIMIT. */
function count(bodies: readonly Selection[][]) {
  const total = { attempts: 0, repeatedMutations: 0, aliases: 0, directives: 0, cost: 0 }
  const fieldByKey = new Map<string, FieldName>()
  const visit = (selection: Selection): void => {
    total.cost += 1
    total.directives += selection.directives
    if (selection.kind === 'inline') selection.of.forEach(visit)
    if (selection.kind === 'spread') bodies[selection.fragment]?.forEach(visit)
    if (selection.kind === 'field') countField(selection, total, fieldByKey)
  }
  bodies[0]?.forEach(visit)
  return total
}

function countField(
  { name, alias }: Field,
  total: { attempts: number; repeatedMutations: number; aliases: number; cost: number },
  fieldByKey: Map<string, FieldName>,
): void {
  const key = alias || name
  if (!fieldByKey.has(key) && [...fieldByKey.values()].includes(name)) total.repeatedMutations += 1
  fieldByKey.set(key, name)
  total.attempts += singleAttempts.has(name) ? 1 : 0
  total.aliases += alias === '' ? 0 : 1
  // A root field, and the one below it.
  total.cost += 10 + 1
}

const outlineOf = createOutliner(buildSchema())
const plain = readSchema(printSortedSchema())

function accepts(text: string): boolean {
  const document = parse(text)
  try {
    requireWithinLimits(outlineOf(document, getOperationAST(document) as never))
    return true
  } catch {
    return false
  }
}

/** How many fields that try a credential graphql-js would really run. */
async function countExecuted(text: string): Promise<number> {
  let executed = 0
  await execute({
    schema: plain,
    document: parse(text),
    fieldResolver: (...[, , , { fieldName, parentType }]) => {
      if (parentType.name === 'Mutation' && singleAttempts.has(fieldName as FieldName)) executed += 1
      return null
    },
  })
  return executed
}

describe('whatever nest of aliases, fragments, inline fragments and directives', () => {
  test('an operation is refused exactly when, written out, it asks for too much', () => {
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(documents, (bodies) => {
        const total = count(bodies)
        const isWithin = (Object.keys(total) as (keyof typeof total)[]).every(
          (name) => total[name] <= operationLimits[name],
        )
        seen[isWithin ? 'accepted' : 'refused'] += 1
        expect(accepts(write(bodies)), `${write(bodies)} ${JSON.stringify(total)}`).toBe(isWithin)
      }),
      { numRuns: 1000 },
    )
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(50)
  })

  test('an accepted operation runs at most one field that tries a credential', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (bodies) => {
        const text = write(bodies)
        fc.pre(accepts(text))
        expect(await countExecuted(text)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })
})

const repeated = (times: number, text: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => text(n)).join(' ')

const oversized: [title: string, query: string][] = [
  ['aliases', `{ ${repeated(3000, (n) => `a${n}: __typename`)} }`],
  ['aliases within the tokens', `{ ${repeated(600, (n) => `a${n}: __typename`)} }`],
  ['repeated fields', `{ ${'__typename '.repeat(5500)} }`],
  ['repeated fields within the tokens', `{ ${'__typename '.repeat(1900)} }`],
  ['directives', `{ __typename ${'@include(if: true) '.repeat(3000)} }`],
  ['unknown directives within the tokens', `{ __typename ${'@a '.repeat(900)} }`],
  ['known directives within the tokens', `{ __typename ${'@include(if: true) '.repeat(280)} }`],
  [
    'fragments',
    `{ ${repeated(1000, (n) => `...F${n}`)} } ${repeated(1000, (n) => `fragment F${n} on Query { __typename }`)}`,
  ],
  ['opening braces', '{'.repeat(50_000)],
  ['opening braces within the tokens', `${'{ me '.repeat(990)}`],
  ['levels', `{ ${'me { sessions { '.repeat(1000)} id ${'} }'.repeat(1000)} }`],
  ['levels within the tokens', `{ ${'me { '.repeat(660)} id ${'}'.repeat(660)} }`],
  ['lists in an argument', `{ verifyToken(token: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { __typename } }`],
  ['lists within the tokens', `{ verifyToken(token: ${'['.repeat(900)}${']'.repeat(900)}) { __typename } }`],
  ['objects in an argument', `mutation { login(input: ${'{ a: '.repeat(400)}1${' }'.repeat(400)}) { __typename } }`],
  ['a list type', `query ($x: ${'['.repeat(900)}Int${']'.repeat(900)}) { __typename }`],
  ['a fragment in itself', '{ ...F } fragment F on Query { ...F }'],
  ['two fragments in each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['a ring of fragments', `{ ...F0 } ${repeated(200, (n) => `fragment F${n} on Query { ...F${(n + 1) % 200} }`)}`],
  [
    'a ring that nobody uses',
    `{ __typename } ${repeated(200, (n) => `fragment F${n} on Query { ...F${(n + 1) % 200} }`)}`,
  ],
  ['overlapping inline fragments', `{ ${repeated(300, () => '... on Query { me { id } }')} }`],
  ['differing arguments', `{ ${repeated(200, (n) => `verifyToken(token: "${n}") { __typename }`)} }`],
  [
    'doubling fragments',
    `{ ...F0 } ${repeated(80, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F80 on Query { __typename }`,
  ],
  ['repeated variables', `query (${repeated(400, () => '$x: Int')}) { __typename }`],
  ['operations', repeated(450, (n) => `query Q${n} { __typename }`)],
]

test.each([
  ['in development', {}],
  ['in production', { INTROSPECTION: 'false', EXPLORER: 'off' }],
])(
  '%s documents that are too large are 400 with a short answer, and never a stack or a fault of the server',
  async (_, settings) => {
    const running = await startApp('sqlite', settings)
    for (const [title, query] of oversized) {
      const { response } = await running.askText(query)
      expect([title, response.statusCode >= 400 && response.statusCode < 500]).toEqual([title, true])
      expect(response.json().errors[0].extensions.code, title).toMatch(
        /^(OPERATION_LIMIT|BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/,
      )
      expect(response.body, title).not.toMatch(/call stack|RangeError|node_modules/i)
      expect([title, response.body.length < 10_000]).toEqual([title, true])
    }
  },
)

test('a megabyte of comments is refused for its size, and comments within the bound cost nothing', async () => {
  const running = await startApp('sqlite')
  expect((await running.askText(`{ __typename } ${'#\n'.repeat(500_000)}`)).response.statusCode).toBe(413)
  expect((await running.askText(`{ __typename } ${'#\n'.repeat(15_000)}`)).data).toEqual({ __typename: 'Query' })
})

test('variables and bodies nested 30,000 deep are refused, and the same process answers on', async () => {
  const running = await startApp('sqlite')
  await signUp(running)
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
  const query = JSON.stringify('mutation ($i: LoginInput!) { login(input: $i) { __typename } }')
  const bodies = [
    deep,
    `{"query": ${deep}}`,
    `{"query": ${query}, "variables": {"i": ${deep}}}`,
    `{"query": ${query}, "variables": {"i": {"identifier": ${deep}, "password": "x"}}}`,
    `{"query": ${query}, "variables": ${'{"i":'.repeat(9000)}1${'}'.repeat(9000)}}`,
    `{"query": "{ __typename }", "extensions": ${deep}}`,
  ]
  for (const payload of bodies) {
    const { statusCode, body } = await running.app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect([payload.slice(0, 60), statusCode]).toEqual([payload.slice(0, 60), 400])
    expect(body).not.toMatch(/stack|RangeError/)
  }
  expect((await running.askText('{ __typename }')).data).toEqual({ __typename: 'Query' })
})
