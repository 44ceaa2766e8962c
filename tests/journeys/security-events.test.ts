import { describe, expect, test } from 'vitest'
import { record } from '../../src/audit/record.js'
import { SecurityEventsDocument } from '../../src/client/generated/operations.js'
import { deleteOldAuditEvents } from '../../src/store/audit.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { changePassword, login, logout, requestEmailCode, updateProfile } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'

interface Page {
  first?: number
  after?: string
}

async function ask(running: RunningApp, token: string, page: Page = {}) {
  const { data, errors } = await running.ask(SecurityEventsDocument, page, { token })
  return { connection: data?.me?.securityEvents ?? null, errors }
}

async function eventsOf(running: RunningApp, token: string, page: Page = {}) {
  const { connection } = await ask(running, token, page)
  return connection?.edges.map(({ node }) => node) ?? []
}

/** A user with one event a second, the oldest being the registration. */
async function signUpWithEvents(running: RunningApp, count: number): Promise<string> {
  const { access } = await signUp(running)
  for (let round = 0; round < count; round++) {
    running.clock.move(1)
    await updateProfile(running, { token: access, input: { profile: { age: 30 + round } } })
  }
  return access
}

describe.each(engines)('security events on %s', (engine) => {
  test('a user sees what happened to the account, newest first, with device and address', async () => {
    const running = await startApp(engine)
    await signUp(running)
    running.clock.move(1)
    await login(running, { identifier: ada.email, password: 'not this one' }, { address: '203.0.113.9' })
    running.clock.move(1)
    const input = { identifier: ada.email, password: ada.password, deviceName: 'Study' }
    const signedIn = await login(running, input, { address: '203.0.113.10' })
    if (signedIn.__typename !== 'SignedIn') throw new Error(signedIn.__typename)
    running.clock.move(1)
    const token = signedIn.tokens.accessToken
    await changePassword(running, {
      token,
      input: { currentPassword: ada.password, newPassword: 'difference engine 1822' },
    })
    const events = await eventsOf(running, token)
    expect(events.map(({ kind }) => kind)).toEqual([
      'PASSWORD_CHANGED',
      'SIGNED_IN',
      'SIGN_IN_FAILED',
      'SIGNED_IN',
      'REGISTERED',
    ])
    const inStudy = { sessionId: signedIn.session.id, deviceName: 'Study' }
    expect(events.slice(0, 3)).toMatchObject([
      { ...inStudy, message: 'Your password was changed.' },
      { ...inStudy, ipAddress: '203.0.113.10' },
      { sessionId: null, deviceName: null, ipAddress: '203.0.113.9' },
    ])
  })

  test('security events of other users, and mails that strangers asked for, are not shown', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    await signUp(running, grace)
    await login(running, { identifier: grace.email, password: 'not this one' })
    await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' })
    const kinds = (await eventsOf(running, own.access)).map(({ kind }) => kind)
    expect(kinds).toEqual(['SIGNED_IN', 'REGISTERED'])
  })

  test('pages of security events have every event once, also when events come in between', async () => {
    const running = await startApp(engine)
    const token = await signUpWithEvents(running, 5)
    const whole = await eventsOf(running, token)
    const ids: string[] = []
    let after: string | undefined
    for (let page = 0; page < 4; page++) {
      const { connection } = await ask(running, token, { first: 2, ...(after && { after }) })
      expect(connection?.pageInfo).toMatchObject({ hasNextPage: page < 3, hasPreviousPage: page > 0 })
      ids.push(...(connection?.edges.map(({ node }) => node.id) ?? []))
      after = connection?.pageInfo.endCursor ?? undefined
      await updateProfile(running, { token, input: { profile: { age: 60 + page } } })
    }
    expect(ids).toEqual(whole.map(({ id }) => id))
  })

  test('pages of security events have every event of one millisecond once', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running)
    const event = { kind: 'user.updated', userId: user.id, sessionId: 'x', fields: ['age'] } as const
    const now = running.clock.now()
    await plant(running, async (tx) => {
      for (let round = 0; round < 9; round++) await record(tx, event, { client: null, now })
    })
    const whole = (await eventsOf(running, access)).map(({ id }) => id)
    const ids: string[] = []
    for (let page = 0; page < 11; page++) {
      const after = ids.at(-1)
      ids.push(...(await eventsOf(running, access, { first: 1, ...(after && { after }) })).map(({ id }) => id))
    }
    expect(new Set(whole).size).toBe(11)
    expect(ids).toEqual(whole)
  })

  test('forged, foreign and stale cursors of security events are BAD_USER_INPUT', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const other = await signUp(running, grace)
    const [foreign] = await eventsOf(running, other.access)
    const [stale] = await eventsOf(running, own.access)
    const now = running.clock.now()
    running.clock.move(1)
    await updateProfile(running, { token: own.access, input: { profile: { age: 36 } } })
    const cursors = ['', 'x', '0'.repeat(32), "' or 1 = 1 --", foreign?.id ?? '']
    await plant(running, (tx) => deleteOldAuditEvents(tx, now, 100))
    for (const after of [...cursors, stale?.id ?? '']) {
      const { connection, errors } = await ask(running, own.access, { after })
      expect(connection).toBeNull()
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' })
      expect(errors?.[0]?.message).not.toContain(after || '  ')
    }
  })

  test.each([0, -1, 101, 2 ** 31 - 1])('a page of %i security events is BAD_USER_INPUT', async (first) => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const { errors } = await ask(running, access, { first })
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' })
  })

  test('an administrator’s session and address are not shown to the user whose account they changed', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running)
    const client = { address: '198.51.100.1', userAgent: null, language: 'en', requestId: 'r' } as const
    const actor = { kind: 'administrator', id: 'admin' } as const
    const event = { kind: 'roles.changed', userId: user.id, added: ['editor'], removed: [] } as const
    running.clock.move(1)
    await plant(running, (tx) => record(tx, event, { client, actor, now: running.clock.now() }))
    const [newest] = await eventsOf(running, access)
    expect(newest).toMatchObject({ kind: 'CHANGED_BY_ADMINISTRATOR', ipAddress: null, sessionId: null })
  })

  test('security events are sentences in the language of the request', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const answer = await running.ask(
      SecurityEventsDocument,
      {},
      { token: access, headers: { 'accept-language': 'zh-CN' } },
    )
    const messages = answer.data.me?.securityEvents.edges.map(({ node }) => node.message)
    expect(messages).toEqual(['有人登录了您的账号。', '您的账号已创建。'])
  })

  test('security events show the device of a session that has ended', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running, { ...ada, deviceName: 'Study' })
    const other = await signIn(running)
    await logout(running, { scope: 'CURRENT' }, { token: access })
    const shown = (await eventsOf(running, other.access)).filter(({ deviceName }) => deviceName === 'Study')
    expect(shown.map(({ kind }) => kind).sort()).toEqual(['SIGNED_IN', 'SIGNED_OUT'])
  })
})
