import { readFileSync } from 'node:fs'
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isUnionType,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { buildAdminSchema } from '../../src/graphql/admin/schema.js'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { signUpAdministrator } from '../support/administrators.js'
import { countRows } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { ada, signIn, signUp } from '../support/people.js'
import { readRaw, sendRaw } from '../support/raw-http.js'
import { type AskOptions, type RunningApp, startApp } from '../support/start-app.js'
import { startReadyProcess } from '../support/start-process.js'

// Values that break programs, in every place of every operation of both schemas, on both engines.

const texts = {
  quote: "'",
  'always true': "admin' or '1'='1' --",
  stacked: "'; drop table users; --",
  union: "x' union select hash, 1 from password_credentials --",
  sleep: "'||(select pg_sleep(5))||'",
  backslash: "\\'; select 1 --",
  wildcard: '%_%',
  NUL: 'a\u0000b',
  'a lone surrogate': 'a\ud800',
  'right to left': '\u202egnp.exe',
  'CR and LF': 'a\r\nBcc: b@example.com',
  escape: '\u001b[2J',
  prototype: '__proto__',
  template: '{{7*7}} <%= 7 %> <script>',
  empty: '',
  long: 'x'.repeat(20_000),
  'long and odd': `${'a.'.repeat(8000)}@`,
  'ten thousand digits': '9'.repeat(10_000),
}
const numbers = [0, -1, -0, 1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e20, 1.5]

const good: Record<string, unknown> = {
  email: 'new@example.com',
  newEmail: 'new@example.com',
  identifier: ada.email,
  username: 'somebody',
  password: 'a password of nobody',
  currentPassword: 'a wrong password',
  newPassword: 'a password of nobody',
  sessionId: '0'.repeat(32),
  portraitUrl: 'https://example.com/a.png',
  mobile: '+1 555',
  landline: '+1 555',
  age: 36,
  expiresIn: 60,
}

interface Operation {
  kind: 'query' | 'mutation'
  field: GraphQLField<unknown, unknown>
}

function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() }
  return (['query', 'mutation'] as const)
    .flatMap((kind) => Object.values(roots[kind]?.getFields() ?? {}).map((field) => ({ kind, field })))
    .filter(({ field }) => field.args.length > 0)
}

/** A value of the type that passes, but for optional texts that no value is known for. */
function fill(type: GraphQLInputType, name: string, values: Readonly<Record<string, unknown>>): unknown {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (named.name === 'Boolean') return false
  if (!isInputObjectType(named)) return values[name] ?? (String(type).endsWith('!') ? 'x' : undefined)
  return Object.fromEntries(
    Object.values(named.getFields()).map((each) => [each.name, fill(each.type, each.name, values)]),
  )
}

interface Place {
  path: string[]
  values: readonly unknown[]
}

/** Every place of a text or a number. */
function placesOf(type: GraphQLInputType, path: string[]): Place[] {
  const named = getNamedType(type)
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((each) => placesOf(each.type, [...path, each.name]))
  }
  if (named.name === 'Int') return [{ path, values: numbers }]
  return named.name === 'String' || named.name === 'ID' ? [{ path, values: Object.values(texts) }] : []
}

function withValue(whole: unknown, [first, ...rest]: string[], value: unknown): unknown {
  if (first === undefined) return value
  return { ...(whole as object), [first]: withValue((whole as Record<string, unknown>)[first], rest, value) }
}

interface Hostile {
  label: string
  query: string
  variables: object
}

function selectionOf({ type }: Operation['field']): string {
  const named = getNamedType(type)
  const members = isUnionType(named) ? named.getTypes().map(({ name }) => name) : []
  const issues = members.includes('InvalidInput') ? '... on InvalidInput { issues { path rule } }' : ''
  return members.length === 0 ? '{ __typename }' : `{ __typename ... on Problem { code } ${issues} }`
}

/** `own`: values of this run that pass, by the name of their place. */
function hostileRequests(schema: GraphQLSchema, own: Readonly<Record<string, unknown>> = {}): Hostile[] {
  return operationsOf(schema).flatMap(({ kind, field }) => {
    const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ')
    const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
    const query = `${kind} (${declared}) { ${field.name}(${given}) ${selectionOf(field)} }`
    const passing = Object.fromEntries(
      field.args.map(({ name, type }) => [name, fill(type, name, { ...good, ...own })]),
    )
    return field.args
      .flatMap(({ name, type }) => placesOf(type, [name]))
      .flatMap(({ path, values }) =>
        values.map((value) => ({
          label: `${field.name} ${path.join('.')} ${JSON.stringify(value).slice(0, 40)}`,
          query,
          variables: withValue(passing, path, value) as object,
        })),
      )
  })
}

const unlimited = Object.fromEntries(
  ['LOGIN_PER_USER', 'LOGIN_PER_ADDRESS', 'REGISTER_PER_ADDRESS', 'CODE_PER_ADDRESS', 'MAIL_PER_RECIPIENT'].map(
    (name) => [`LIMIT_${name}`, 'off'],
  ),
)

const page = readFileSync('docs/errors.md', 'utf8')
const documented = new Set([...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code))

/** The answer without what differs from run to run. */
async function answerOf(
  running: RunningApp,
  { label, query, variables }: Hostile,
  options: AskOptions,
): Promise<string> {
  const { response } = await running.askText(query, variables, options)
  const described = `${label}: ${response.body.slice(0, 300)}`
  expect([200, 400, 413], described).toContain(response.statusCode)
  expect(response.body, described).not.toMatch(
    /INTERNAL|UNAVAILABLE|sqlite|postgres|syntax error|constraint|\bat \w+\./i,
  )
  for (const [, code] of response.body.matchAll(/"code":"([A-Z_]+)"/g)) expect(documented, described).toContain(code)
  return `${label} → ${response.statusCode} ${response.body}`
}

/** Everything on one engine; what is left of the rows and of the user. */
async function runOn(engine: Engine): Promise<string[]> {
  const running = await startApp(engine, unlimited)
  const { access, user } = await signUp(running)
  const before = await countRows(running)
  const answers: string[] = []
  for (const request of hostileRequests(buildSchema())) {
    const options = request.label.startsWith('logout') ? {} : { token: access }
    answers.push(await answerOf(running, request, options))
  }
  const after = await countRows(running)
  // Only registrations that were in order have added users; nobody has lost anything.
  const registered = answers.filter((answer) => answer.includes('"register":{"__typename":"SignedIn"')).length
  expect(after.users - before.users).toBe(registered)
  expect((await signIn(running)).user.id).toBe(user.id)
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  return answers
}

test('hostile values are refused with documented codes or stored as text, with the same answers on both engines', async () => {
  const [onSqlite = [], onPostgres = []] = await Promise.all(engines.map(runOn))
  expect(onSqlite.length).toBeGreaterThan(500)
  expect(onPostgres).toEqual(onSqlite)
})

/** The same by an administrator, on another user. */
async function administerOn(engine: Engine): Promise<string[]> {
  const running = await startApp(engine, unlimited)
  const { user: target } = await signUp(running)
  const { access } = await signUpAdministrator(running)
  const before = await countRows(running)
  const options = { token: access, path: '/admin/graphql' }
  const answers: string[] = []
  for (const request of hostileRequests(buildAdminSchema(), { userId: target.id, roles: [] }))
    answers.push(await answerOf(running, request, options))
  const after = await countRows(running)
  const created = answers.filter((answer) => answer.includes('"__typename":"UserCreated"')).length
  expect(after.users - before.users).toBe(created)
  return answers
}

test('hostile values of an administrator get the same answers on both engines', async () => {
  const [onSqlite = [], onPostgres = []] = await Promise.all(engines.map(administerOn))
  expect(onSqlite.length).toBeGreaterThan(500)
  expect(onPostgres).toEqual(onSqlite)
})

describe('the log', () => {
  test('the log has one line of JSON for each answer, whatever paths and headers contain', async () => {
    const running = await startReadyProcess({ LOG_LEVEL: 'debug', LOG_FORMAT: 'json' })
    const forged = '%0d%0a{"level":60,"msg":"forged"}'
    const lines = [`GET /${forged} HTTP/1.1`, `GET /"\\u001b[31m HTTP/1.1`, `GET /${'a'.repeat(10_000)} HTTP/1.1`]
    const headers = [
      'User-Agent: "},{"msg":"forged"}\u001b[31m',
      `User-Agent: ${'a'.repeat(15_000)}`,
      'X-Request-Id: forged',
      'X-Forwarded-For: forged, "forged"',
    ]
    const requests = [
      ...lines.map((line) => [line, 'X-A: b']),
      ...headers.map((header) => ['GET /livez HTTP/1.1', header]),
    ]
    for (const [line, header] of requests) {
      const answer = await sendRaw(running.url, `${line}\r\nHost: x\r\n${header}\r\nConnection: close\r\n\r\n`)
      expect([200, 400, 404]).toContain(readRaw(answer).status)
    }
    const logged = running.output().split('\n').filter(Boolean)
    for (const line of logged) {
      const { time, msg } = JSON.parse(line) as { time: string; msg: string }
      expect([new Date(time).toISOString() === time, msg === 'forged', line.length < 1000]).toEqual([true, false, true])
    }
    expect(running.output()).not.toMatch(/"requestId":"forged"|"address":"forged"/)
    expect(running.output()).not.toContain('\u001b')
  })
})
