import { expect, test } from 'vitest'
import { judgeChanges, mayBreak } from '../../tools/schema/judge-changes.ts'

const schema = `
interface Problem { code: String! }
type Throttled implements Problem { code: String! }
type UserDisabled implements Problem { code: String! }
type SignedIn { userId: ID! deviceName: String @deprecated(reason: "Use session.") }
type StepRequired { token: String! }
union LoginResult = SignedIn | Throttled
enum Reason { EXPIRED REVOKED }
input LoginInput { identifier: String! expiresIn: Int = 900 }
type Query { login(input: LoginInput!): LoginResult! disabled: UserDisabled step: StepRequired reason: Reason }
`

const additive: readonly (readonly [string, string, string])[] = [
  ['a problem joins a union', '= SignedIn | Throttled', '= SignedIn | Throttled | UserDisabled'],
  ['a value joins an enum', 'EXPIRED REVOKED', 'EXPIRED REVOKED REPLAYED'],
  ['a field joins a type', 'type StepRequired {', 'type StepRequired { expiresIn: Int!'],
  ['a nullable field joins an input', 'identifier: String!', 'identifier: String! deviceName: String'],
  ['a deprecated field goes', 'deviceName: String @deprecated(reason: "Use session.")', ''],
  ['a union is new', 'type Query {', 'union NewResult = SignedIn | StepRequired type Query { next: NewResult'],
  ['a description changes', 'type StepRequired {', '"Another step." type StepRequired {'],
]
const breaking: readonly (readonly [string, string, string])[] = [
  ['a member that is no problem joins a union', '= SignedIn | Throttled', '= SignedIn | Throttled | StepRequired'],
  ['a member leaves a union', '= SignedIn | Throttled', '= SignedIn'],
  ['a field goes without having been deprecated', 'type SignedIn { userId: ID!', 'type SignedIn {'],
  ['a value leaves an enum', 'EXPIRED REVOKED', 'EXPIRED'],
  ['an input needs another field', 'identifier: String!', 'identifier: String! password: String!'],
  ['a field becomes nullable', 'token: String!', 'token: String'],
  ['a default changes', 'expiresIn: Int = 900', 'expiresIn: Int = 60'],
]

test.each(additive)('a minor version of the schema is enough when %s', async (_change, before, after) => {
  expect(schema).toContain(before)
  const changes = await judgeChanges(schema, schema.replace(before, after))
  expect(changes.filter(({ isBreaking }) => isBreaking)).toEqual([])
})

test.each(breaking)('a major version of the schema is needed when %s', async (_change, before, after) => {
  expect(schema).toContain(before)
  const changes = await judgeChanges(schema, schema.replace(before, after))
  expect(changes.filter(({ isBreaking }) => isBreaking)).toHaveLength(1)
})

test.each([
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.2.0', true],
  ['1.4.2', '1.5.0', false],
  ['1.4.2', '2.0.0', true],
  ['0.9.0', '1.0.0', true],
])('a release %s → %s may break clients: %s', (before, after, expected) => {
  expect(mayBreak(before, after)).toBe(expected)
})
