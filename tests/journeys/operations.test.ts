import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../src/platform/durations.js'
import { insertAuditEvent } from '../../src/store/audit.js'
import { insertMessage } from '../../src/store/mails.js'
import type { OutboxMessage } from '../../src/store/tables/mails.js'
import { act, askAdmin, signUpAdministrator, signUpWith } from '../support/administrators.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { login } from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startApp, testSecretKey } from '../support/start-app.js'

async function startWithAdministrator(engine: Parameters<typeof startApp>[0], overrides = {}) {
  const running = await startApp(engine, overrides)
  const { access, user } = await signUpAdministrator(running)
  const ask = async (query: string, variables: object = {}) => {
    const answer = await askAdmin(running, query, { token: access, variables })
    expect(answer.errors).toBeUndefined()
    return answer.data
  }
  return { running, access, user, ask }
}

/** A mail that no worker sends in the time of a test, in this state. */
async function plantMail(running: RunningApp, changes: Partial<OutboxMessage>): Promise<string> {
  const now = running.clock.now()
  const id = Buffer.from(changes.state ?? 'waiting')
    .toString('hex')
    .padEnd(32, '0')
  const times = { createdAt: now, nextAttemptAt: addSeconds(now, 3600), expiresAt: addSeconds(now, 86_400) }
  const rest = {
    kind: 'welcome',
    recipient: 'ada@example.com',
    language: 'en',
    sealedValues: Buffer.from('canary-mail'),
  }
  await plant(running, (tx) =>
    insertMessage(tx, {
      id,
      state: 'waiting',
      attempts: 1,
      settledAt: null,
      lastFailure: '550',
      ...times,
      ...rest,
      ...changes,
    }),
  )
  return id
}

describe.each(engines)('the API for operators on %s', (engine) => {
  test('the statistics of today count what people did, and every day of the range has an entry', async () => {
    const { running, ask } = await startWithAdministrator(engine)
    await signUp(running)
    await login(running, { identifier: ada.email, password: grace.password })
    const [from, to] = [addSeconds(running.clock.now(), -2 * 86_400), addSeconds(running.clock.now(), 1)]
    const { statistics } = await ask(
      `query ($from: DateTime!, $to: DateTime!) { statistics(from: $from, to: $to, step: DAY) {
        points { at registrations signIns failedSignIns activeUsers signInsByMethod { method count } }
        users usersWithSecondFactor usersWithPasskey liveSessions } }`,
      { from, to },
    )
    const { points, ...totals } = statistics
    expect(points).toHaveLength(3)
    expect(points[2]).toMatchObject({
      registrations: 2,
      signIns: 3,
      failedSignIns: 1,
      activeUsers: 2,
      signInsByMethod: [{ method: 'PASSWORD', count: 3 }],
    })
    expect(totals).toEqual({ users: 2, usersWithSecondFactor: 0, usersWithPasskey: 0, liveSessions: 3 })
  })

  test('statistics of a range without an end after its beginning are refused as bad input', async () => {
    const { running, access } = await startWithAdministrator(engine)
    const at = '"2026-01-01T00:00:00.000Z"'
    const query = `{ statistics(from: ${at}, to: ${at}) { users } }`
    const { errors } = await askAdmin(running, query, { token: access })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'to' } }])
  })

  test('audit events are filtered, read page by page, and shown per user only with the permission for them', async () => {
    const { running, access, ask } = await startWithAdministrator(engine)
    const { user } = await signUp(running)
    await login(running, { identifier: ada.email, password: grace.password })
    const selection =
      '{ edges { node { kind outcome userId actorKind ipAddress details } } pageInfo { hasNextPage endCursor } }'
    const filter = `filter: { userId: "${user.id}" }`
    const first = (await ask(`{ auditEvents(first: 1, ${filter}) ${selection} }`)).auditEvents
    expect(first.edges).toMatchObject([
      { node: { kind: 'sign-in.failed', outcome: 'failure', userId: user.id, details: { reason: 'wrongPassword' } } },
    ])
    expect(first.pageInfo.hasNextPage).toBe(true)
    const after = `after: "${first.pageInfo.endCursor}"`
    const second = (await ask(`{ auditEvents(first: 5, ${after}, ${filter}) ${selection} }`)).auditEvents
    expect(second.edges.map((edge: { node: { kind: string } }) => edge.node.kind)).not.toContain('sign-in.failed')
    const foreign = await askAdmin(running, `{ auditEvents(${after}) ${selection} }`, { token: access })
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }])

    const ofUser = `{ user(id: "${user.id}") { account { id } auditEvents(first: 1) ${selection} } }`
    expect((await ask(ofUser)).user.auditEvents.edges).toEqual(first.edges)
    const reader = await signUpWith(running, 'USERS_READ')
    const { errors } = await askAdmin(running, ofUser, { token: reader.access })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', permission: 'AUDIT_READ' } }])
  })

  test('a list of mails by state has no content, and a refused mail is due again when it is retried', async () => {
    const { running, access, ask } = await startWithAdministrator(engine)
    await plantMail(running, { state: 'waiting' })
    const refused = await plantMail(running, { state: 'failed', settledAt: running.clock.now() })
    const query = `query ($state: MailState) { mails(state: $state) { edges { node {
      id kind recipient state attempts lastFailure createdAt nextAttemptAt settledAt } } pageInfo { hasNextPage } } }`
    const { data, response } = await askAdmin(running, query, { token: access, variables: { state: 'FAILED' } })
    expect(data.mails.edges).toMatchObject([
      { node: { id: refused, state: 'FAILED', lastFailure: '550', nextAttemptAt: null } },
    ])
    expect(response.body).not.toContain('canary-mail')
    const selection = '... on MailRetried { mail { state } }'
    const retry = (mailId: string) => act(running, access, { mutation: 'retryMail', input: { mailId }, selection })
    expect(await retry(refused)).toMatchObject({ __typename: 'MailRetried', mail: { state: 'WAITING' } })
    expect(await retry('0'.repeat(32))).toMatchObject({ code: 'MAIL_NOT_FOUND', message: 'There is no such mail.' })
    const sent = await plantMail(running, { state: 'sent', sealedValues: null })
    expect(await retry(sent)).toMatchObject({ code: 'MAIL_OVER' })
    const { auditEvents } = await ask(
      '{ auditEvents(filter: { kinds: ["mail.retried"] }) { edges { node { actorKind actorId details } } } }',
    )
    expect(auditEvents.edges).toMatchObject([{ node: { actorKind: 'administrator', details: { mailId: refused } } }])
  })

  test('an administrator publishes the next signing key, which the key set has at once and the audit names', async () => {
    const { running, user, ask } = await startWithAdministrator(engine)
    const { rotateSigningKey } = await ask('mutation { rotateSigningKey { kid stage signsFrom } }')
    expect(rotateSigningKey).toMatchObject({
      stage: 'published',
      signsFrom: addSeconds(running.clock.now(), 3600).toISOString(),
    })
    const { keys } = (await running.app.http.inject({ url: '/.well-known/jwks.json' })).json()
    expect(keys.map(({ kid }: { kid: string }) => kid)).toContain(rotateSigningKey.kid)
    const { signingKeys } = await ask('{ signingKeys { kid algorithm stage publishedAt signsFrom retiresAt } }')
    expect(signingKeys).toMatchObject([{ stage: 'signing', retiresAt: expect.any(String) }, rotateSigningKey])
    const { auditEvents } = await ask(
      '{ auditEvents(filter: { kinds: ["signing-key.published"] }) { edges { node { actorId details } } } }',
    )
    expect(auditEvents.edges).toMatchObject([{ node: { actorId: user.id, details: { kid: rotateSigningKey.kid } } }])
    running.clock.move(3600 + 86_400 + 121)
    await running.app.auth.rotateSigningKey({
      actor: { kind: 'system', id: null },
      client: null,
      sessionId: null,
      permissions: [],
    })
    expect(await running.app.auth.shownSigningKeys()).toMatchObject([
      { stage: 'retired' },
      { stage: 'signing' },
      { stage: 'published' },
    ])
  })

  test('settings are shown with value, default and meaning, and of secrets only whether they are set', async () => {
    const secret = 'canary7canary7'
    const { running, access } = await startWithAdministrator(engine, {
      SMTP_URL: `smtp://ada:${secret}@localhost`,
      PROVIDERS: 'google',
      PROVIDER_GOOGLE_CLIENT_ID: 'id',
      PROVIDER_GOOGLE_CLIENT_SECRET: secret,
      LIMIT_LOGIN_PER_USER: '5/10m',
    })
    const query = '{ settings { name value isSecret isSet default description } }'
    const { data, response } = await askAdmin(running, query, { token: access })
    const byName = new Map(data.settings.map((each: { name: string }) => [each.name, each]))
    expect(byName.get('LIMIT_LOGIN_PER_USER')).toMatchObject({ value: '5/600s', default: '10/15m', isSecret: false })
    expect(byName.get('SMTP_URL')).toMatchObject({ value: null, isSecret: true, isSet: true })
    expect(byName.get('SMTP_PASSWORD')).toMatchObject({ value: null, isSecret: true, isSet: false })
    expect(byName.get('PROVIDER_GOOGLE_CLIENT_SECRET')).toMatchObject({ value: null, isSet: true })
    expect(byName.get('PROVIDER_GOOGLE_CLIENT_ID')).toMatchObject({ value: 'id' })
    expect(byName.get('MAIL_FROM')).toMatchObject({ value: 'Latchkey <no-reply@localhost>' })
    for (const canary of [secret, testSecretKey]) expect(response.body).not.toContain(canary)
  })

  test('each advice comes with its reason, and goes with it', async () => {
    const { running, ask } = await startWithAdministrator(engine, { PUBLIC_URL: 'http://auth.example.com' })
    const adviceIds = async () => (await running.app.auth.advice()).map(({ id }) => id)
    const { advice } = await ask('{ advice { id severity message link } }')
    expect(advice).toMatchObject([
      { id: 'mail-to-files', severity: 'FAULT', link: 'docs/mail.md#smtp' },
      { id: 'public-url-in-clear', severity: 'FAULT' },
      { id: 'backup-never-seen', severity: 'WARNING' },
    ])

    await plantMail(running, { state: 'failed' })
    expect(await adviceIds()).toContain('mail-refused')
    running.clock.move(2 * 86_400)
    expect(await adviceIds()).not.toContain('mail-refused')

    await plant(running, (tx) =>
      insertAuditEvent(tx, {
        id: 'backup',
        at: running.clock.now(),
        sequence: 1,
        kind: 'database.backed-up',
        outcome: 'success',
        userId: null,
        actorKind: 'commandLine',
        actorId: null,
        sessionId: null,
        ipAddress: null,
        requestId: null,
        details: null,
      }),
    )
    expect(await adviceIds()).not.toContain('backup-never-seen')
    running.clock.move(8 * 86_400)
    expect(await adviceIds()).toContain('backup-old')
  })

  test('an overdue mail, a key that is due, an older secret key and no administrator are told of', async () => {
    const old = 'qX0b8m2Vr5T1yNf7ZcWk3hJ6sLpE9aUdGoIiRtQvB4w='
    const running = await startApp(engine, { SECRET_KEY: `${testSecretKey},${old}` })
    const ids = async () => (await running.app.auth.advice()).map(({ id }) => id)
    expect(await ids()).toEqual(['no-administrator', 'mail-to-files', 'secret-key-retired', 'backup-never-seen'])
    running.clock.move(90 * 86_400 + 2 * 3600)
    await plantMail(running, { state: 'waiting' })
    running.clock.move(3600 + 700)
    expect(await ids()).toEqual(expect.arrayContaining(['mail-overdue', 'signing-key-due']))
  })

  const fields: readonly (readonly [string, string])[] = [
    ['{ statistics(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z") { users } }', 'STATISTICS_READ'],
    ['{ auditEvents { edges { cursor } } }', 'AUDIT_READ'],
    ['{ mails { edges { cursor } } }', 'MAIL_READ'],
    ['mutation { retryMail(input: { mailId: "x" }) { __typename } }', 'MAIL_RETRY'],
    ['{ signingKeys { kid } }', 'KEYS_READ'],
    ['mutation { rotateSigningKey { kid } }', 'KEYS_WRITE'],
    ['{ settings { name } }', 'SETTINGS_READ'],
    ['{ advice { id } }', 'SETTINGS_READ'],
  ]

  test('each field is answered to its permission alone, and refused to anonymous people and to users', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const holders = new Map<string, string>()
    for (const [, permission] of fields) {
      if (!holders.has(permission)) holders.set(permission, (await signUpWith(running, permission as never)).access)
    }
    for (const [query, permission] of fields) {
      expect(await codeOf(running, query), query).toBe('UNAUTHENTICATED')
      expect(await codeOf(running, query, access), query).toBe('FORBIDDEN')
      const verdicts = [...holders].map(async ([name, token]) => [name, await codeOf(running, query, token)])
      const answered = (await Promise.all(verdicts)).filter(([, code]) => code !== 'FORBIDDEN')
      expect(answered, query).toEqual([[permission, undefined]])
    }
  })
})

/** The code of the error. Undefined if there is none. */
async function codeOf(running: RunningApp, query: string, token?: string): Promise<unknown> {
  const { errors } = await askAdmin(running, query, token === undefined ? {} : { token })
  return errors?.[0]?.extensions.code
}
