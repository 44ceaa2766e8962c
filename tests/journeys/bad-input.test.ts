import { print } from 'graphql'
import { describe, expect, test } from 'vitest'
import {
  ChangePasswordDocument,
  DeleteAccountDocument,
  LoginDocument,
  LogoutDocument,
  RefreshDocument,
  RegisterDocument,
  RevokeSessionDocument,
  UpdateProfileDocument,
  VerifyTokenDocument,
} from '../../src/client/generated/operations.js'
import { countRows } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { codeOf, issuesOf, kindsOf, meOf } from '../support/operations.js'
import { ada, signIn, signUp } from '../support/people.js'
import { type Answer, type AskOptions, type RunningApp, startApp, startAppOn } from '../support/start-app.js'

/** Stands for a password; no answer may contain it. */
const canary = 'Canary7f3e91'
/** In production all documents that do not fit get one answer; what is kept back is the same in development. */
async function startBoth(engine: Engine): Promise<[development: RunningApp, production: RunningApp]> {
  const development = await startApp(engine)
  const { settings, clock } = development
  return [development, await startAppOn(settings.DATABASE_URL, { INTROSPECTION: 'false' }, clock)]
}

/** Sends a body as it is. */
async function post(running: RunningApp, payload: string, { token, headers = {} }: AskOptions = {}) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await running.app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    payload,
  })
  return { ...response.json(), response } as Answer<Record<string, unknown> | null>
}

function expectRefusal(answer: Answer<unknown>, codes: readonly string[], label: string): void {
  const { response } = answer
  expect(codes, `${label}: ${response.payload}`).toContain(codeOf(answer))
  expect([response.statusCode >= 400 && response.statusCode < 500, answer.data ?? null], label).toEqual([true, null])
  expect(response.headers['content-type'], label).toMatch(/^application\/(graphql-response\+)?json/)
  expectSilence(answer, label)
}

/** Nothing of what was sent, and nothing of how the server is made. */
function expectSilence({ response }: Answer<unknown>, label: string): void {
  const text = `${response.payload} ${JSON.stringify(response.headers)}`
  expect(text, label).not.toContain(canary)
  expect(text, label).not.toMatch(/node_modules|\.[jt]s:\d|stack|sqlite|postgres|select |insert /i)
}

const wrongTypes = [0, 1.5, true, [canary], { [canary]: canary }, [[canary]], { value: canary }]
const operations = [
  {
    document: RegisterDocument,
    input: { email: 'new@example.com', password: canary, profile: {} },
    texts: [
      'email',
      'username',
      'password',
      'passwordConfirm',
      'emailCode',
      'deviceName',
      'delivery',
      'profile.clinic',
    ],
    required: [],
  },
  {
    document: LoginDocument,
    input: { identifier: ada.email, password: canary },
    texts: ['identifier', 'password', 'deviceName', 'delivery'],
    required: ['identifier', 'password'],
  },
  { document: RefreshDocument, input: {}, texts: ['refreshToken'], required: [] },
  { document: LogoutDocument, input: {}, texts: ['scope', 'refreshToken'], required: [] },
  {
    document: ChangePasswordDocument,
    input: { currentPassword: ada.password, newPassword: canary },
    texts: ['currentPassword', 'newPassword', 'newPasswordConfirm'],
    required: ['newPassword'],
  },
  {
    document: DeleteAccountDocument,
    input: { currentPassword: ada.password },
    texts: ['currentPassword'],
    required: [],
  },
  {
    document: UpdateProfileDocument,
    input: { profile: {} },
    texts: ['username', 'profile', 'profile.intro', 'profile.portraitUrl', 'profile.sex'],
    required: [],
  },
] as const

function withField(input: object, path: string, value: unknown): object {
  const [first = '', second] = path.split('.')
  if (second === undefined) return { ...input, [first]: value }
  return { ...input, [first]: { [second]: value } }
}

/** Each variable that does not fit, with the path that the answer has to name. */
function misfits(): { query: string; variables: object; names: string }[] {
  return operations.flatMap(({ document, input, texts, required }) => {
    const query = print(document)
    const wrong = texts.flatMap((path) =>
      wrongTypes
        .filter((value) => path !== 'profile' || Array.isArray(value) || typeof value !== 'object')
        .map((value) => ({ query, variables: { input: withField(input, path, value) }, names: `$input.${path}:` })),
    )
    const missing = required.flatMap((path) => [
      { query, variables: { input: withField(input, path, undefined) }, names: `$input.${path}:` },
      { query, variables: { input: withField(input, path, null) }, names: `$input.${path}:` },
    ])
    const whole = [canary, [input, canary], 5, null].map((value) => ({
      query,
      variables: { input: value },
      names: '$input',
    }))
    const unknown = { query, variables: { input: { ...input, [canary]: canary } }, names: '$input' }
    return [...wrong, ...missing, ...whole, unknown]
  })
}

const numbers = [
  ['login', { identifier: ada.email, password: canary }, 'expiresIn'],
  ['updateProfile', {}, 'profile.age'],
] as const
const noWholeNumbers = ['60', canary, 1.5, 2_147_483_648, -2_147_483_649, 1e300, true, [1, 2], {}]

/** Documents with the secret as a literal where it does not fit. */
const literals = [
  `mutation { login(input: { identifier: "x", password: ${canary} }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: ["${canary}"] }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: { value: "${canary}" } }) { __typename } }`,
  `mutation { login(input: { password: "${canary}" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", expiresIn: "${canary}" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", expiresIn: 1e999 }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", expiresIn: 99999999999 }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", delivery: ${canary} }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", delivery: "COOKIE" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", delivery: null }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", admin: true }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", __proto__: { admin: true } }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", constructor: "${canary}" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}", password: "${canary}" }) { __typename } }`,
  `mutation { login(input: "${canary}") { __typename } }`,
  `mutation { login(inputs: { identifier: "x", password: "${canary}" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: "${canary}" }) }`,
  `mutation { login(input: { identifier: "x", password: "${canary}" }) { passwordHash } }`,
  `mutation { logIn(input: { identifier: "x", password: "${canary}" }) { __typename } }`,
  `mutation { login(input: { identifier: "x", password: """${canary}""" }) @include(if: "${canary}") { __typename } }`,
  `mutation ($password: String = ["${canary}"]) { login(input: { identifier: "x", password: $password }) { __typename } }`,
  `mutation ($password: String) { login(input: { identifier: "${canary}", password: $password }) { __typename } }`,
  `mutation { updateProfile(input: { profile: { age: "${canary}" } }) { __typename } }`,
  `mutation { changePassword(input: { currentPassword: 1, newPassword: "${canary}" }) { __typename } }`,
  `{ verifyToken(token: ${canary}) { __typename } }`,
]

/** Bodies that are no request. */
const bodies = [
  ['', 'BAD_USER_INPUT'],
  [canary, 'BAD_USER_INPUT'],
  [`"${canary}"`, 'BAD_USER_INPUT'],
  [`["${canary}"]`, 'BAD_USER_INPUT'],
  ['null', 'BAD_USER_INPUT'],
  ['5', 'BAD_USER_INPUT'],
  ['{}', 'BAD_USER_INPUT'],
  [`{"query": "mutation { login(input: {password: \\"${canary}\\"`, 'BAD_USER_INPUT'],
  [`{"query": ${canary}}`, 'BAD_USER_INPUT'],
  [`{'query': '${canary}'}`, 'BAD_USER_INPUT'],
  [`{"query": {"${canary}": "${canary}"}}`, 'BAD_USER_INPUT'],
  [`{"query": ["${canary}"]}`, 'BAD_USER_INPUT'],
  [`{"query": 5, "variables": {"password": "${canary}"}}`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "variables": "${canary}"}`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "variables": ["${canary}"]}`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "operationName": "${canary}"}`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "operationName": ["${canary}"]}`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "extensions": "${canary}"}`, 'BAD_USER_INPUT'],
  [`{"query": "${canary}"}`, 'GRAPHQL_PARSE_FAILED'],
  [`{"query": "mutation { login(input: { password: \\"${canary} }) { __typename } }"}`, 'GRAPHQL_PARSE_FAILED'],
  [`{"query": "{ me { id } } \\u0000${canary}"}`, 'GRAPHQL_PARSE_FAILED'],
  [`[{"query": "{ me { id } }", "variables": {"password": "${canary}"}}]`, 'BAD_USER_INPUT'],
  [`{"query": "{ me { id } }", "variables": {"password": "${canary.repeat(6000)}"}}`, 'BAD_USER_INPUT'],
] as const

/** One engine is enough: nothing of this reaches the database. */
describe.each(['sqlite'] as const)('input that does not fit, on %s', (engine) => {
  test('a variable of a wrong type is refused with its path and the expected type, and without its value', async () => {
    const running = await startApp(engine)
    const { access: token, user } = await signUp(running)
    const before = await countRows(running)
    for (const { query, variables, names } of misfits()) {
      const label = JSON.stringify(variables)
      const answer = await running.askText(query, variables, { token })
      expectRefusal(answer, ['BAD_USER_INPUT'], label)
      expect(answer.errors?.[0]?.message, label).toMatch(/^Variable \$[\w.]+: expected \w+!?\.$/)
      expect(answer.errors?.[0]?.message, label).toContain(names)
    }
    expect(await countRows(running)).toEqual(before)
    expect(await meOf(running, token)).toEqual(user)
    await signIn(running)
  })

  test('a number that is out of range or not whole is refused with its path and the expected type', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const documents = { login: LoginDocument, updateProfile: UpdateProfileDocument }
    for (const [operation, input, path] of numbers) {
      for (const value of noWholeNumbers) {
        const variables = { input: withField(input, path, value) }
        const answer = await running.askText(print(documents[operation]), variables, { token })
        expectRefusal(answer, ['BAD_USER_INPUT'], `${path} ${JSON.stringify(value)}`)
        expect(answer.errors?.[0]?.message).toBe(`Variable $input.${path}: expected Int.`)
      }
    }
    const query = JSON.stringify(print(LoginDocument))
    const input = `{"identifier": "x", "password": "${canary}", "expiresIn": 1e999}`
    expectRefusal(
      await post(running, `{"query": ${query}, "variables": {"input": ${input}}}`),
      ['BAD_USER_INPUT'],
      '1e999',
    )
  })

  test('a wrong flag, or null for a field with a default, is refused with its path and the expected type', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const change = { currentPassword: ada.password, newPassword: canary }
    const person = { email: 'new@example.com', password: canary }
    const cases: [document: string, input: object][] = [
      ...['true', 0, 1, null, []].map((value): [string, object] => [
        print(ChangePasswordDocument),
        { ...change, keepOtherSessions: value },
      ]),
      ...['false', 0, null].map((value): [string, object] => [
        print(RegisterDocument),
        { ...person, sendEmail: value },
      ]),
      ...[null, 'cookie', canary].map((value): [string, object] => [
        print(RegisterDocument),
        { ...person, delivery: value },
      ]),
      ...[null, 'EVERY', canary].map((value): [string, object] => [print(LogoutDocument), { scope: value }]),
    ]
    for (const [query, input] of cases) {
      expectRefusal(await running.askText(query, { input }, { token }), ['BAD_USER_INPUT'], JSON.stringify(input))
    }
    expect(await countRows(running)).toMatchObject({ users: 1, sessions: 1 })
    await signIn(running)
  })

  test('a literal of a wrong type is refused without its value, and in production with one answer for all', async () => {
    const [development, production] = await startBoth(engine)
    const { access: token } = await signUp(development)
    for (const query of literals) {
      expectRefusal(await development.askText(query, {}, { token }), ['GRAPHQL_VALIDATION_FAILED'], query)
      const answer = await production.askText(query, {}, { token })
      expectRefusal(answer, ['GRAPHQL_VALIDATION_FAILED'], query)
      const messages = new Set(answer.errors?.map(({ message }) => message))
      expect(messages, query).toEqual(new Set(['The document does not fit the schema.']))
    }
    expect(await countRows(development)).toMatchObject({ users: 1, sessions: 1 })
  })

  test('a null variable for a required value is a client error, and the answer repeats no other literal', async () => {
    const queries = [
      `mutation ($value: TokenDelivery) { login(input: { identifier: "x", password: "${canary}", delivery: $value }) { __typename } }`,
      `mutation ($value: Boolean) { register(input: { email: "a@b.cd", password: "${canary}", sendEmail: $value }) { __typename } }`,
      `mutation ($value: LogoutScope) { logout(input: { refreshToken: "${canary}", scope: $value }) { revokedSessions } }`,
      `query ($value: Boolean = true) { verifyToken(token: "${canary}") @include(if: $value) { __typename } }`,
    ]
    const both = await startBoth(engine)
    const codes: unknown[] = []
    for (const query of queries) {
      for (const running of both) {
        const answer = await running.askText(query, { value: null })
        expectSilence(answer, query)
        codes.push(codeOf(answer))
      }
    }
    expect(codes).toEqual(codes.map(() => 'BAD_USER_INPUT'))
    expect(await countRows(both[0])).toMatchObject({ users: 0 })
  })

  test('a body that is not a GraphQL request is refused in JSON', async () => {
    for (const running of await startBoth(engine)) {
      for (const [body, code] of bodies) expectRefusal(await post(running, body), [code], body.slice(0, 100))
    }
  })

  test('keys such as __proto__ change nothing at any place of a request', async () => {
    const running = await startApp(engine)
    const { access: token, user } = await signUp(running)
    const login = JSON.stringify(print(LoginDocument))
    const update = JSON.stringify(print(UpdateProfileDocument))
    const person = `"identifier": "${ada.email}", "password": "${ada.password}"`
    const payloads = [
      `{"query": ${login}, "variables": {"input": {${person}, "__proto__": {"admin": "${canary}"}}}}`,
      `{"query": ${login}, "variables": {"input": {"__proto__": {${person}}}}}`,
      `{"query": ${login}, "variables": {"__proto__": {"input": {${person}}}}}`,
      `{"query": ${login}, "variables": {"input": {${person}, "constructor": {"prototype": {"a": "${canary}"}}}}}`,
      `{"query": ${login}, "variables": {"input": {${person}, "constructor": "${canary}"}}}`,
      `{"query": ${login}, "variables": {"input": {${person}, "toString": "${canary}"}}}`,
      `{"query": ${login}, "variables": {"input": {${person}, "\\u005f_proto__": {"admin": "${canary}"}}}}`,
      `{"__proto__": {"query": ${login}}, "variables": {"input": {${person}}}}`,
      `{"query": ${update}, "variables": {"input": {"profile": {"__proto__": {"certificateChecked": true}}}}}`,
      `{"query": ${update}, "variables": {"input": {"profile": {"constructor": {"prototype": {"type": 9}}}}}}`,
    ]
    for (const payload of payloads) expectRefusal(await post(running, payload, { token }), ['BAD_USER_INPUT'], payload)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(await meOf(running, token)).toEqual(user)
    expect(await countRows(running)).toMatchObject({ users: 1, sessions: 1 })
  })

  test('two credential attempts in one operation are refused before either runs', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: '1/15m' })
    await signUp(running)
    const field = (name: string, password: string) =>
      `${name}: login(input: { identifier: "${ada.email}", password: "${password}" }) { __typename }`
    const operations = [
      `mutation { ${field('a', canary)} ${field('b', ada.password)} }`,
      `mutation { ...F ... { ${field('b', ada.password)} } } fragment F on Mutation { ${field('a', canary)} }`,
      `mutation { ${field('a', canary)} refresh { __typename } }`,
    ]
    for (const query of operations) expectRefusal(await running.askText(query), ['OPERATION_LIMIT'], query)
    await signIn(running)
  })
})

const hostile = [`${canary}\u0000`, `${canary}\ud800`, `\udc00${canary}`, `${canary}\u001b[2J`, canary.repeat(400)]
/** What is wrong in a text may be right in a password, and of a secret it is only said that it is wrong. */
const refusals = new Set(['InvalidCredentials', 'InvalidCode'])

/** Each text of each operation, with values that are texts and yet cannot be taken. */
function breaches() {
  const chosen = ['password', 'newPassword']
  return operations.flatMap(({ document, input, texts }) => {
    const paths = texts.filter(
      (path) => !['delivery', 'scope', 'refreshToken', 'profile', 'profile.sex'].includes(path),
    )
    return paths.flatMap((path) => {
      const values = hostile.filter((value) => !chosen.includes(path) || !value.isWellFormed() || value.length > 1024)
      return values.map((value) => ({ document, path, value, input }))
    })
  })
}

describe.each(engines)('input that fits but breaks a rule, on %s', (engine) => {
  test('input that breaks a rule gets a typed answer, stores nothing and is not repeated', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: 'off' })
    const { access: token, user } = await signUp(running)
    const before = await countRows(running)
    for (const { document, path, value, input } of breaches()) {
      const answer = await running.askText(print(document), { input: withField(input, path, value) }, { token })
      const label = `${path} ${JSON.stringify(value).slice(0, 60)}`
      expectSilence(answer, label)
      expect([answer.response.statusCode, answer.errors], label).toEqual([200, undefined])
      const [outcome] = Object.values(answer.data ?? {}) as { __typename: string }[]
      const answers = [...(outcome === undefined ? [] : issuesOf(outcome).map((issue) => issue.split(' ')[0]))]
      const isRefused = answers.includes(path) || refusals.has(outcome?.__typename ?? '')
      expect(isRefused, `${label}: ${answer.response.payload}`).toBe(true)
    }
    expect(await countRows(running)).toEqual(before)
    expect(await meOf(running, token)).toEqual(user)
  })

  test('a malformed token or id gets a typed answer', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUp(running)
    const values = [...hostile, '', `lk_rt_${'A'.repeat(76)}`, '__proto__', canary]
    const kinds: { __typename: string }[] = []
    for (const value of values) {
      const answers = [
        await running.ask(VerifyTokenDocument, { token: value }, { token }),
        await running.ask(RefreshDocument, { input: { refreshToken: value } }, { token }),
        await running.ask(RevokeSessionDocument, { input: { sessionId: value } }, { token }),
      ]
      for (const answer of answers) {
        expectSilence(answer, JSON.stringify(value).slice(0, 60))
        kinds.push(...Object.values(answer.data ?? {}))
      }
    }
    const each = values.length
    expect(kindsOf(kinds)).toEqual({ InvalidToken: each, SessionEnded: each, SessionNotFound: each })
  })

  test('no answer contains a right or a wrong secret of the request', async () => {
    const running = await startApp(engine)
    const person = { email: 'canary@example.com', password: `${canary} is long` }
    const registered = await running.ask(RegisterDocument, { input: person })
    const signedIn = await running.ask(LoginDocument, {
      input: { identifier: person.email, password: person.password },
    })
    const refused = await running.ask(LoginDocument, { input: { identifier: person.email, password: canary } })
    for (const answer of [registered, signedIn, refused]) expectSilence(answer, answer.response.payload)
    expect(signedIn.data.login).toMatchObject({ __typename: 'SignedIn' })
  })
})
