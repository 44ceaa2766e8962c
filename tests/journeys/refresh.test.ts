import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RefreshDocument,
  VerifyTokenDocument,
} from '../../src/client/generated/operations.js'
import { createLog } from '../../src/platform/log.js'
import { randomSecret } from '../../src/platform/random.js'
import { createSecrets } from '../../src/platform/secrets.js'
import { writeRefreshToken } from '../../src/sessions/refresh-token.js'
import { openStore } from '../../src/store/engine/open.js'
import { findSession } from '../../src/store/sessions.js'
import { replaceUser } from '../../src/store/users.js'
import { engines } from '../support/engines.js'
import { isLong } from '../support/faults/rounds.js'
import { ada, signUp } from '../support/people.js'
import { listAuditEventsOfUser } from '../support/rows.js'
import { type RunningApp, startApp, startAppOn, testSecretKey } from '../support/start-app.js'

const day = 86_400
/** Many in `npm run check:faults`. */
const rounds = isLong ? 200 : 50

interface Refreshed {
  __typename: 'Refreshed'
  access: string
  refresh: string
}
type Ended = { __typename: 'SessionEnded'; reason: string }

async function refresh(running: RunningApp, refreshToken: string, attemptId?: string): Promise<Refreshed | Ended> {
  const { data } = await running.ask(RefreshDocument, { input: { refreshToken, ...(attemptId && { attemptId }) } })
  if (data.refresh.__typename !== 'Refreshed') return data.refresh as Ended
  const { accessToken, refreshToken: next } = data.refresh.tokens
  return { __typename: 'Refreshed', access: accessToken, refresh: next ?? '' }
}

async function refreshedOnce(running: RunningApp, refreshToken: string, attemptId?: string): Promise<Refreshed> {
  const outcome = await refresh(running, refreshToken, attemptId)
  expect(outcome).toMatchObject({ __typename: 'Refreshed' })
  return outcome as Refreshed
}

async function isSignedIn(running: RunningApp, token: string): Promise<boolean> {
  return (await running.ask(MeDocument, {}, { token })).data.me !== null
}

const ended = (reason: string) => expect.objectContaining({ __typename: 'SessionEnded', reason })

describe.each(engines)('refresh on %s', (engine) => {
  test('a hundred racing callers all succeed and get one and the same successor', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => refresh(running, first)))
    expect(outcomes.filter(({ __typename }) => __typename === 'Refreshed')).toHaveLength(100)
    const successors = new Set(outcomes.map((outcome) => (outcome as Refreshed).refresh))
    expect(successors.size).toBe(1)
    const [successor = ''] = successors
    expect(successor).not.toBe(first)
    await refreshedOnce(running, successor)
  })

  test('racers whose winner uses its token at once are not taken for thieves', async () => {
    const running = await startApp(engine, { LIMIT_REFRESH_PER_SESSION: 'off' })
    let { refresh: present } = await signUp(running)
    for (let round = 0; round < 20; round++) {
      const racers = Array.from({ length: 10 }, () => refresh(running, present))
      const use = Promise.race(racers).then((winner) => isSignedIn(running, (winner as Refreshed).access))
      const outcomes = await Promise.all(racers)
      expect(outcomes.every(({ __typename }) => __typename === 'Refreshed')).toBe(true)
      expect(await use).toBe(true)
      present = (outcomes[0] as Refreshed).refresh
    }
  })

  test('a lost answer can be fetched again many days later by the attempt that lost it', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const attempt = randomSecret()
    const lost = await refreshedOnce(running, first, attempt)
    running.clock.move(20 * day)
    const again = await refreshedOnce(running, first, attempt)
    expect(again.refresh).toBe(lost.refresh)
    expect(await isSignedIn(running, again.access)).toBe(true)
  })

  test('the predecessor is a replay once the successor was used to refresh', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const second = await refreshedOnce(running, first)
    const third = await refreshedOnce(running, second.refresh)
    expect(await refresh(running, first)).toEqual(ended('REPLAYED'))
    expect(await isSignedIn(running, third.access)).toBe(false)
    expect(await refresh(running, third.refresh)).toEqual(ended('REPLAYED'))
  })

  test('within one second too, order is kept', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const second = await refreshedOnce(running, first)
    const third = await refreshedOnce(running, second.refresh)
    await refreshedOnce(running, third.refresh)
    expect(await refresh(running, second.refresh)).toEqual(ended('REPLAYED'))
  })

  test.each([
    ['me', (running: RunningApp, token: string) => running.ask(MeDocument, {}, { token })],
    ['verifyToken', (running: RunningApp, token: string) => running.ask(VerifyTokenDocument, { token })],
  ])(
    'an access token used with %s proves the answer arrived: after the grace the predecessor is a replay',
    async (_, use) => {
      const running = await startApp(engine)
      const { refresh: first } = await signUp(running)
      const second = await refreshedOnce(running, first)
      await use(running, second.access)
      running.clock.move(29)
      expect((await refreshedOnce(running, first)).refresh).toBe(second.refresh)
      running.clock.move(1)
      expect(await refresh(running, first)).toEqual(ended('REPLAYED'))
      expect(await isSignedIn(running, second.access)).toBe(false)
    },
  )

  test('an older access token does not prove that the newer answer arrived', async () => {
    const running = await startApp(engine)
    const { access, refresh: first } = await signUp(running)
    const attempt = randomSecret()
    const lost = await refreshedOnce(running, first, attempt)
    expect(await isSignedIn(running, access)).toBe(true)
    running.clock.move(60)
    expect((await refreshedOnce(running, first, attempt)).refresh).toBe(lost.refresh)
  })

  test('a client without attempts has the grace time for a lost answer, and no longer', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const lost = await refreshedOnce(running, first)
    running.clock.move(29)
    expect((await refreshedOnce(running, first)).refresh).toBe(lost.refresh)
    running.clock.move(1)
    expect(await refresh(running, first)).toEqual(ended('REPLAYED'))
  })

  test('REFRESH_LATE_REPEAT=always repeats a lost answer for clients without attempts', async () => {
    const running = await startApp(engine, { REFRESH_LATE_REPEAT: 'always' })
    const { refresh: first } = await signUp(running)
    const lost = await refreshedOnce(running, first)
    running.clock.move(20 * day)
    expect((await refreshedOnce(running, first)).refresh).toBe(lost.refresh)
  })

  test('an attempt of an earlier generation opens no later one', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const attempt = randomSecret()
    const second = await refreshedOnce(running, first, attempt)
    await refreshedOnce(running, second.refresh)
    running.clock.move(60)
    expect(await refresh(running, second.refresh, attempt)).toEqual(ended('REPLAYED'))
  })

  test('a malformed attempt is ignored: the refresh works as without one', async () => {
    const running = await startApp(engine)
    let { refresh: current } = await signUp(running)
    for (const attempt of ['short', ' '.repeat(30), '\u0000'.repeat(30), 'x'.repeat(129)]) {
      current = (await refreshedOnce(running, current, attempt)).refresh
    }
  })

  test('the end by replay is committed and recorded once, with who and where', async () => {
    const running = await startApp(engine)
    const { user, session, refresh: first } = await signUp(running)
    const second = await refreshedOnce(running, first)
    await refreshedOnce(running, second.refresh)
    await Promise.all(Array.from({ length: 5 }, () => refresh(running, first)))
    await using store = await openStore(running.settings.DATABASE_URL, createLog({ level: 'silent', format: 'json' }))
    const events = await listAuditEventsOfUser(store.read, user.id)
    expect(events.filter(({ kind }) => kind === 'session.replayed')).toMatchObject([
      { outcome: 'failure', sessionId: session.id, ipAddress: '127.0.0.1', details: '{"generation":1}' },
    ])
    expect(await findSession(store.read, session.id)).toMatchObject({ session: { endReason: 'REPLAYED' } })
  })

  test('a logout beats a racing refresh in every round', { timeout: 60_000 }, async () => {
    const running = await startApp(engine)
    await signUp(running)
    for (let round = 0; round < rounds; round++) {
      const login = await running.ask(LoginDocument, { input: { identifier: ada.email, password: ada.password } })
      const { tokens } = login.data.login as { tokens: { refreshToken: string } }
      const logout = () => running.ask(LogoutDocument, { input: { refreshToken: tokens.refreshToken } })
      const isLogoutFirst = round % 2 === 0
      const early = isLogoutFirst ? logout() : null
      const racing = refresh(running, tokens.refreshToken)
      await (early ?? logout())
      const raced = await racing
      if (raced.__typename === 'Refreshed') {
        expect(await isSignedIn(running, raced.access)).toBe(false)
        expect(await refresh(running, raced.refresh)).toEqual(ended('LOGGED_OUT'))
      }
      expect(await refresh(running, tokens.refreshToken)).toEqual(ended('LOGGED_OUT'))
    }
  })

  test('a session lives as long as it is used, and never beyond its absolute end', async () => {
    const running = await startApp(engine)
    let present = (await signUp(running)).refresh
    for (let days = 29; days < 180; days += 29) {
      running.clock.move(29 * day)
      present = (await refreshedOnce(running, present)).refresh
    }
    // 174 days have passed: what is left is less than the usual idle time.
    const { data } = await running.ask(RefreshDocument, { input: { refreshToken: present } })
    expect(data.refresh).toMatchObject({ tokens: { refreshExpiresIn: 35 * day - 29 * day } })
    running.clock.move(35 * day)
    expect(await refresh(running, present)).toEqual(ended('EXPIRED'))
  })

  test.each([
    [30 * day - 1, 'Refreshed'],
    [30 * day, 'SessionEnded'],
  ])('after %d seconds without use the answer is %s', async (seconds, typename) => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    running.clock.move(seconds)
    expect((await refresh(running, first)).__typename).toBe(typename)
  })

  test('an access token never outlives its session', async () => {
    const running = await startApp(engine, { SESSION_LIFETIME: '10m', REFRESH_TOKEN_LIFETIME: '10m' })
    const { tokens } = await signUp(running)
    expect(tokens).toMatchObject({ expiresIn: 600, refreshExpiresIn: 600 })
  })

  test('a refresh keeps the access lifetime that was asked for at login', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const input = { identifier: ada.email, password: ada.password, expiresIn: 3600 }
    const { data } = await running.ask(LoginDocument, { input })
    const { refreshToken } = (data.login as { tokens: { refreshToken: string } }).tokens
    const refreshed = await running.ask(RefreshDocument, { input: { refreshToken } })
    expect(refreshed.data.refresh).toMatchObject({ tokens: { expiresIn: 3600 } })
  })

  test('only rotations are throttled, and a throttled token stays good', async () => {
    const running = await startApp(engine, { LIMIT_REFRESH_PER_SESSION: '3/1m' })
    let present = (await signUp(running)).refresh
    for (let rotation = 0; rotation < 3; rotation++) present = (await refreshedOnce(running, present)).refresh
    const { data } = await running.ask(RefreshDocument, { input: { refreshToken: present } })
    expect(data.refresh).toMatchObject({ __typename: 'Throttled', retryAfter: 20 })
    running.clock.move(20)
    await refreshedOnce(running, present)
  })

  test.each([
    ['nothing', ''],
    ['garbage', 'lk_rt_garbage'],
    [
      'a well-formed token of no session',
      writeRefreshToken(createSecrets([Buffer.alloc(32, 7)]), { id: 'ab'.repeat(16), salt: Buffer.alloc(16) }, 1),
    ],
  ])('%s is an unknown token', async (_, refreshToken) => {
    const running = await startApp(engine)
    expect(await refresh(running, refreshToken)).toEqual(ended('UNKNOWN_TOKEN'))
  })

  test('a token signed under another SECRET_KEY is unknown and ends nothing', async () => {
    const running = await startApp(engine)
    const { session, refresh: first } = await signUp(running)
    await using store = await openStore(running.settings.DATABASE_URL, createLog({ level: 'silent', format: 'json' }))
    const found = await findSession(store.read, session.id)
    const salt = found?.session.salt ?? Buffer.alloc(0)
    const forged = writeRefreshToken(createSecrets([Buffer.alloc(32, 7)]), { id: session.id, salt }, 1)
    expect(await refresh(running, forged)).toEqual(ended('UNKNOWN_TOKEN'))
    await refreshedOnce(running, first)
  })

  test('a client that is ahead of a database restored from a backup stays signed in', async () => {
    const running = await startApp(engine)
    const { session } = await signUp(running)
    await using store = await openStore(running.settings.DATABASE_URL, createLog({ level: 'silent', format: 'json' }))
    const found = await findSession(store.read, session.id)
    const salt = found?.session.salt ?? Buffer.alloc(0)
    const secrets = createSecrets([Buffer.from(testSecretKey, 'base64')])
    const next = await refreshedOnce(running, writeRefreshToken(secrets, { id: session.id, salt }, 9))
    expect(next.refresh).toBe(writeRefreshToken(secrets, { id: session.id, salt }, 10))
  })

  test('a disabled user is refused, with that reason', async () => {
    const running = await startApp(engine)
    const { user, access, refresh: first } = await signUp(running)
    await using store = await openStore(running.settings.DATABASE_URL, createLog({ level: 'silent', format: 'json' }))
    const now = running.clock.now()
    await store.transaction((tx) => replaceUser(tx, user.id, { disabledAt: now, updatedAt: now }))
    expect(await isSignedIn(running, access)).toBe(false)
    expect(await refresh(running, first)).toEqual(ended('USER_DISABLED'))
  })

  test('a restart forgets nothing: what was rotated stays a replay', async () => {
    const running = await startApp(engine)
    const { refresh: first } = await signUp(running)
    const second = await refreshedOnce(running, first)
    await refreshedOnce(running, second.refresh)
    const restarted = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    expect(await refresh(restarted, first)).toEqual(ended('REPLAYED'))
  })

  test('SECRET_KEY can be replaced while the old one is still listed', async () => {
    const running = await startApp(engine)
    const { access, refresh: first } = await signUp(running)
    const newer = '5f0c9a4be1d27783c6105e9bfa20d84c37e6b1925dac4807f31b6e9c028ad457'
    const keys = { SECRET_KEY: `${newer},${testSecretKey}` }
    const restarted = await startAppOn(running.settings.DATABASE_URL, keys, running.clock)
    expect(await isSignedIn(restarted, access)).toBe(true)
    await refreshedOnce(restarted, first)
  })
})
