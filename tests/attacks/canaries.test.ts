import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isScalarType,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { buildSchema } from '../../src/graphql/schema/schema.js'
import { createDatabase, createFolder, type Engine } from '../support/engines.js'
import { ada } from '../support/people.js'
import { type RunningProcess, startReadyProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

// Unique secrets go into every operation of the schema wherever a text can stand, and must come out nowhere.

/** Texts that are stored or shown by design; every other text is held to be a secret. */
const notSecret: Record<string, string> = {
  email: 'canary@example.com',
  newEmail: 'moved@example.com',
  identifier: ada.email,
  username: 'somebody',
  deviceName: 'a phone',
  sessionId: '0'.repeat(32),
  profile: '',
}

const mark = 'Canary'
let made = 0
const newCanary = () => `${mark}${(made++).toString(36).padStart(4, '0')}x7Qz9`
/** In the place of a name of the document. Development repeats such names in its explanations, and nothing else. */
const newName = () => `Named${newCanary().slice(mark.length)}`

const schema = buildSchema()
const operations = [
  ...fieldsOf('query', schema.getQueryType()?.getFields()),
  ...fieldsOf('mutation', schema.getMutationType()?.getFields()),
].filter(({ field }) => field.args.length > 0)

interface Operation {
  kind: 'query' | 'mutation'
  field: GraphQLField<unknown, unknown>
}

function fieldsOf(kind: Operation['kind'], fields: Record<string, GraphQLField<unknown, unknown>> = {}): Operation[] {
  return Object.values(fields).map((field) => ({ kind, field }))
}

/** A value of the type, with a secret for every text that is not known to be none. */
function fill(type: GraphQLInputType, name: string): unknown {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (isInputObjectType(named)) {
    return Object.fromEntries(
      Object.values(named.getFields()).map((each) => [
        each.name,
        name === 'profile' ? null : fill(each.type, each.name),
      ]),
    )
  }
  if (named.name === 'Int') return 60
  if (named.name === 'Boolean') return true
  return notSecret[name] ?? newCanary()
}

/** The value with one text after the other replaced by something of another type that holds a secret. */
function misfits(value: unknown): unknown[] {
  const own = [{ [newName()]: newCanary() }, [[newCanary()]]]
  if (typeof value !== 'object' || value === null) return own
  const below = Object.entries(value).flatMap(([name, each]) =>
    misfits(each).map((misfit) => ({ ...value, [name]: misfit })),
  )
  return [...own, newCanary(), { ...value, [newName()]: newCanary() }, ...below]
}

function literalOf(value: unknown, type: GraphQLInputType): string {
  const named = getNamedType(getNullableType(type))
  if (Array.isArray(value)) return `[${value.map((each) => literalOf(each, type)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(named) ? named.getFields() : {}
    const parts = Object.entries(value).map(([name, each]) => `${name}: ${literalOf(each, fields[name]?.type ?? type)}`)
    return `{ ${parts.join(', ')} }`
  }
  return isEnumType(named) && typeof value === 'string' ? value : JSON.stringify(value)
}

interface Sent {
  body: string
  headers?: Record<string, string>
}

const selected = (type: string) => (isLeafless(type) ? '{ __typename }' : '')
const isLeafless = (type: string) => !isScalarType(schema.getType(type))

function requestsOf({ kind, field }: Operation): Sent[] {
  const selection = selected(getNamedType(field.type).name)
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const query = `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`
  const filled = () => Object.fromEntries(field.args.map(({ name, type }) => [name, fill(type, name)]))
  const [argument] = field.args
  if (argument === undefined) return []
  const wrong = misfits(filled()[argument.name])
  const inline = (value: unknown) =>
    `${kind} { ${field.name}(${argument.name}: ${literalOf(value, argument.type)}) ${selection} }`
  const whole = JSON.stringify({ query, variables: filled() })
  return [
    { body: JSON.stringify({ query, variables: filled() }) },
    ...wrong.map((value) => ({ body: JSON.stringify({ query, variables: { [argument.name]: value } }) })),
    { body: JSON.stringify({ query: inline(filled()[argument.name]) }) },
    ...wrong.map((value) => ({ body: JSON.stringify({ query: inline(value) }) })),
    // Malformed: the document and the JSON end in the middle, and names are secrets.
    { body: JSON.stringify({ query: inline(filled()[argument.name]).slice(0, -25) }) },
    { body: whole.slice(0, -2) },
    { body: `${whole}${newCanary()}` },
    { body: JSON.stringify({ query: query.replace(`${field.name}(`, `${newName()}(`), variables: filled() }) },
    { body: JSON.stringify({ query, variables: newCanary(), operationName: newName() }) },
    { body: JSON.stringify({ query, variables: filled(), extensions: { token: newCanary() }, [newName()]: 1 }) },
    ...headersOf().map((headers) => ({ body: whole, headers })),
  ]
}

function headersOf(): Record<string, string>[] {
  return [
    { authorization: `Bearer ${newCanary()}` },
    { authorization: `Basic ${newCanary()}` },
    { authorization: newCanary() },
    { cookie: `latchkey_refresh=${newCanary()}; other=${newCanary()}`, origin: `https://${newCanary()}.example` },
    { 'x-api-key': newCanary(), 'x-request-id': newCanary(), 'accept-language': newCanary() },
    { 'content-type': `application/json; charset=${newCanary()}` },
    { accept: `application/${newCanary()}` },
  ]
}

async function send({ url }: RunningProcess, { body, headers = {} }: Sent, token?: string): Promise<string> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    body,
  })
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`
}

/** Everything that rests: the files of SQLite with the log of the last writes, or every row of PostgreSQL. */
async function contentsOf(engine: Engine, databaseUrl: string, folder: string): Promise<string> {
  if (engine === 'sqlite') {
    return readdirSync(folder)
      .filter((name) => name.startsWith('latchkey.db'))
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('\n')
  }
  const tables = (await runSql(
    databaseUrl,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )) as { name: string }[]
  const rows = await Promise.all(tables.map(({ name }) => runSql(databaseUrl, `select * from ${name}`)))
  return rows
    .flat()
    .map((row) =>
      Object.values(row as object)
        .map(readable)
        .join(' '),
    )
    .join('\n')
}

function readable(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value)
}

const unlimited = Object.fromEntries(
  ['LOGIN_PER_USER', 'LOGIN_PER_ADDRESS', 'REGISTER_PER_ADDRESS', 'CODE_PER_ADDRESS', 'MAIL_PER_RECIPIENT'].map(
    (name) => [`LIMIT_${name}`, 'off'],
  ),
)

/** Every request as a signed-in user, those with headers of their own once more as nobody; ten at a time. */
async function sendAll(running: RunningProcess, requests: readonly Sent[]): Promise<[sent: Sent, answer: string][]> {
  const token = await signUpAt(running)
  const pending = requests.flatMap((sent) =>
    sent.headers === undefined ? [{ sent, token }] : [{ sent, token }, { sent }],
  )
  const answers: [Sent, string][] = []
  const work = async () => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      answers.push([next.sent, await send(running, next.sent, 'token' in next ? next.token : undefined)])
    }
  }
  await Promise.all(Array.from({ length: 10 }, work))
  return answers
}

describe.each([
  ['sqlite', 'development', mark],
  ['sqlite', 'production', `${mark}|Named`],
  ['postgres', 'production', `${mark}|Named`],
] as const)('secrets on %s in %s', (engine, profile, marks) => {
  test('secrets sent to any operation in any form appear in no answer, no log line at debug level and no database', async () => {
    const folder = createFolder()
    const databaseUrl = engine === 'sqlite' ? `file:${join(folder, 'latchkey.db')}` : await createDatabase(engine)
    const settings = { INTROSPECTION: String(profile === 'development'), LOG_LEVEL: 'debug', LOG_FORMAT: 'json' }
    const running = await startReadyProcess({ ...unlimited, ...settings, DATABASE_URL: databaseUrl }, folder)
    const requests = operations.filter(({ field }) => field.name !== 'deleteAccount').flatMap(requestsOf)
    const answers = await sendAll(running, requests)
    const stored = await contentsOf(engine, databaseUrl, folder)
    const found = [
      ...answers.filter(([, answer]) => new RegExp(marks).test(answer)),
      ...running
        .output()
        .split('\n')
        .filter((line) => new RegExp(marks).test(line)),
      ...(stored.match(new RegExp(`.{0,40}(${marks}).{0,40}`, 'g')) ?? []),
    ]
    expect(found).toEqual([])
    // The search would have found something: requests reached the operations, and what may be kept was kept.
    expect(answers.filter(([, answer]) => answer.startsWith('200')).length).toBeGreaterThan(operations.length * 2)
    expect(answers.filter(([, answer]) => /^5|INTERNAL/.test(answer))).toEqual([])
    expect(stored).toContain(notSecret.email)
    expect(running.output()).toContain('"answered"')
  })
})

async function signUpAt(running: RunningProcess): Promise<string> {
  const query = `mutation { register(input: { email: "${ada.email}", password: "${ada.password}" }) {
    ... on SignedIn { tokens { accessToken } } } }`
  const answer = await send(running, { body: JSON.stringify({ query }) })
  return /"accessToken":"([^"]+)"/.exec(answer)?.[1] ?? ''
}
