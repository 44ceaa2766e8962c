import { describe, expect, test } from 'vitest'
import { RegisterDocument, ResetPasswordDocument, VerifyEmailDocument } from '../../src/client/generated/operations.js'
import { act, askAdmin, signUpAdministrator } from '../support/administrators.js'
import { disable } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { limitsOff } from '../support/limits-off.js'
import { codeTo, tokenTo } from '../support/mails.js'
import {
  atOnce,
  changePassword,
  deleteAccount,
  kindsOf,
  login,
  logout,
  refresh,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  revokeSession,
  statusOf,
} from '../support/operations.js'
import { ada, type SignedIn, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const newPassword = 'another engine altogether'

interface Race {
  running: RunningApp
  own: SignedIn
  victim: SignedIn
  /** What a mailed link carries, read before the race. */
  link: string
}

/** What ends the session of the victim, and by which word a client is told. */
const endings: Record<string, (race: Race) => Promise<unknown>> = {
  'logging it out': ({ running, victim }) => logout(running, {}, { token: victim.access }),
  'logging out everywhere': ({ running, own }) => logout(running, { scope: 'ALL' }, { token: own.access }),
  'logging out the others': ({ running, own }) => logout(running, { scope: 'OTHERS' }, { token: own.access }),
  'revoking it': ({ running, own, victim }) =>
    revokeSession(running, { token: own.access, input: { sessionId: victim.session.id } }),
  'changing the password': ({ running, own }) =>
    changePassword(running, { token: own.access, input: { currentPassword: ada.password, newPassword } }),
  'resetting the password': ({ running, link }) => resetPassword(running, { token: link, newPassword }),
  'deleting the account': ({ running, own }) =>
    deleteAccount(running, { token: own.access, input: { currentPassword: ada.password } }),
  'disabling the user': ({ running, victim }) => disable(running, victim.user.id),
}

async function startTwo(engine: Engine): Promise<[RunningApp, RunningApp]> {
  const one = await startApp(engine, { LIMIT_REFRESH_PER_SESSION: 'off' })
  const settings = { LIMIT_REFRESH_PER_SESSION: 'off' }
  return [one, await startAppOn(one.settings.DATABASE_URL, settings, one.clock)]
}

describe.each(engines)('of 50 callers at once on two instances, on %s,', (engine) => {
  test.each(Object.entries(endings))('none of 50 racing refreshes keeps a session alive against %s', async (_, end) => {
    const [running, other] = await startTwo(engine)
    // Without a mail of its own: of two links of one instant nobody knows which is newer.
    const own = await signUp(running, { ...ada, sendEmail: false })
    const victim = await signIn(running)
    await requestPasswordReset(running, { email: ada.email })
    const link = await tokenTo(running, ada.email)
    const chain = async (place: number) => {
      const at = place % 2 === 0 ? running : other
      // The ending comes in the middle of the crowd.
      if (place === 25) await end({ running, own, victim, link })
      return refresh(at, { refreshToken: victim.refresh })
    }
    const outcomes = await atOnce(50, chain)
    const late = await refresh(other, { refreshToken: victim.refresh })
    expect(late.__typename).toBe('SessionEnded')
    const won = outcomes.flatMap((outcome) => (outcome.__typename === 'Refreshed' ? [outcome.tokens] : []))
    for (const { accessToken, refreshToken } of won) {
      expect(await statusOf(other, accessToken)).toBe('SESSION_ENDED')
      const next = await refresh(running, { refreshToken: refreshToken ?? '' })
      expect(next.__typename).toBe('SessionEnded')
    }
    expect(await statusOf(running, victim.access)).toBe('SESSION_ENDED')
  })

  test('no sign-in that races with disableUser leaves a session', async () => {
    const running = await startApp(engine, limitsOff)
    const other = await startAppOn(running.settings.DATABASE_URL, limitsOff, running.clock)
    const { access: token } = await signUpAdministrator(running)
    for (let round = 0; round < 4; round++) {
      const person = { email: `ada${round}@example.com`, password: ada.password }
      const { user } = await signUp(running, person)
      const outcomes = await atOnce(12, async (place) => {
        const at = place % 2 === 0 ? running : other
        const input = { userId: user.id, reason: 'a race' }
        if (place === 4) return act(at, token, { mutation: 'disableUser', input, selection: '' })
        return login(at, { identifier: person.email, password: person.password })
      })
      expect(kindsOf(outcomes)).toMatchObject({ UserChanged: 1 })
      const query = `{ user(id: "${user.id}") { account { disabledAt } sessions { id } } }`
      const { data } = await askAdmin(running, query, { token })
      expect(data.user).toEqual({ account: { disabledAt: expect.anything() }, sessions: [] })
    }
  })

  test('no job that enables users undoes a disableUser of the same moment', async () => {
    const running = await startApp(engine, limitsOff)
    const other = await startAppOn(running.settings.DATABASE_URL, limitsOff, running.clock)
    const { access: token } = await signUpAdministrator(running)
    const { id: userId } = (await signUp(running, ada)).user
    const disableFor = async (hours: number) => {
      const until = new Date(running.clock.now().getTime() + hours * 3_600_000).toISOString()
      const input = { userId, reason: 'a race', until }
      return act(running, token, { mutation: 'disableUser', input, selection: '' })
    }
    for (let round = 0; round < 4; round++) {
      await disableFor(0.01)
      running.clock.move(60)
      const jobs = [running, other, running, other].map(({ app }) => app.auth.enableDueUsers(10))
      await Promise.all([...jobs, disableFor(9)])
      const { data } = await askAdmin(running, `{ user(id: "${userId}") { account { disabledAt } } }`, { token })
      expect(data.user).toEqual({ account: { disabledAt: expect.anything() } })
    }
  })

  test('a registration by code and a reset of the unproven account that holds the address do not block each other', async () => {
    const running = await startApp(engine, limitsOff)
    for (let round = 0; round < 12; round++) {
      const email = `ada${round}@example.com`
      await signUp(running, { email, password: ada.password, sendEmail: false })
      await requestPasswordReset(running, { email })
      const token = await tokenTo(running, email)
      await requestEmailCode(running, { email, purpose: 'REGISTER' })
      const emailCode = await codeTo(running, email)
      const answers = await Promise.all([
        running.ask(ResetPasswordDocument, { input: { token, newPassword: 'the words of its owner' } }),
        running.ask(RegisterDocument, { input: { email, password: 'the words of its owner', emailCode } }),
      ])
      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined])
    }
  })

  test('a proof of a pending registration and a reset of the unproven account that holds the address do not block each other', async () => {
    const running = await startApp(engine, limitsOff)
    const proving = { ...limitsOff, EMAIL_VERIFICATION: 'required' }
    const strict = await startAppOn(running.settings.DATABASE_URL, proving, running.clock)
    for (let round = 0; round < 12; round++) {
      const email = `ada${round}@example.com`
      const input = { email, password: ada.password }
      await signUp(running, { ...input, sendEmail: false })
      await requestPasswordReset(running, { email })
      const token = await tokenTo(running, email)
      await strict.ask(RegisterDocument, { input })
      const code = await codeTo(strict, email)
      const answers = await Promise.all([
        running.ask(ResetPasswordDocument, { input: { token, newPassword: 'the words of its owner' } }),
        strict.ask(VerifyEmailDocument, { input: { email, code } }),
      ])
      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined])
    }
  })

  test('50 racing refreshes of one token get one successor, and only the successor works afterwards', async () => {
    const [running, other] = await startTwo(engine)
    const { refresh: refreshToken, access } = await signUp(running)
    let present = refreshToken
    for (let round = 0; round < 3; round++) {
      const outcomes = await atOnce(50, (place) =>
        refresh(place % 2 === 0 ? running : other, { refreshToken: present }),
      )
      const successors = new Set(
        outcomes.map((outcome) =>
          outcome.__typename === 'Refreshed' ? outcome.tokens.refreshToken : outcome.__typename,
        ),
      )
      expect(successors.size).toBe(1)
      present = [...successors][0] ?? ''
      expect(present).toMatch(/^lk_rt_/)
    }
    expect(await statusOf(other, access)).toBe('fine')
    expect((await refresh(other, { refreshToken })).__typename).toBe('SessionEnded')
    expect((await refresh(running, { refreshToken: present })).__typename).toBe('SessionEnded')
  })
})
