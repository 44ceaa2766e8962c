import { describe, expect, test } from 'vitest'
import { askAdmin } from '../support/administrators.js'
import { runCommand } from '../support/command-line.js'
import { engines } from '../support/engines.js'
import { mailsTo } from '../support/mails.js'
import { login, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, testSecretKey } from '../support/start-app.js'

async function run(running: RunningApp, words: string) {
  const environment = { DATABASE_URL: running.settings.DATABASE_URL, SECRET_KEY: testSecretKey }
  const { exitCode, out, err } = await runCommand(`users ${words} --json`, environment)
  return { exitCode, err, data: out === '' ? null : JSON.parse(out) }
}

describe.each(engines)('the command users beside a running server on %s', (engine) => {
  test('the first administrator is made on the command line, and the event says so', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running, ada)
    expect(await run(running, `grant ${ada.email} administrator`)).toMatchObject({ exitCode: 0 })
    const { data } = await askAdmin(running, '{ viewer { email } }', { token: access })
    expect(data.viewer).toEqual({ email: ada.email })
    const page = await running.app.auth.listAuditEvents({ filter: { kinds: ['roles.changed'] } })
    expect(page).toMatchObject({
      edges: [{ node: { actorKind: 'commandLine', details: { added: ['administrator'] } } }],
    })
    expect(await run(running, `revoke ${ada.username} administrator`)).toMatchObject({
      exitCode: 1,
      data: { kind: 'lastAdministrator' },
    })
  })

  test('a user is disabled, shown, enabled, signed out and deleted by address, name or id', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running, ada)
    expect((await run(running, `disable ${ada.email} --reason Spam`)).exitCode).toBe(0)
    expect(await statusOf(running, access)).toBe('SESSION_ENDED')
    expect((await run(running, `show ${user.id}`)).data).toMatchObject({
      account: { disabledReason: 'Spam' },
      hasPassword: true,
      sessions: [],
    })
    expect((await run(running, 'list --disabled')).data).toMatchObject([{ id: user.id }])
    expect((await run(running, `enable ${ada.username}`)).exitCode).toBe(0)
    const again = await signIn(running, ada)
    expect((await run(running, `sign-out ${ada.email}`)).data).toMatchObject({ endedSessions: 1 })
    expect(await statusOf(running, again.access)).toBe('SESSION_ENDED')
    expect((await run(running, `delete ${ada.email}`)).exitCode).toBe(0)
    expect((await login(running, { identifier: ada.email, password: ada.password })).__typename).toBe(
      'InvalidCredentials',
    )
    expect(await run(running, `show ${ada.email}`)).toMatchObject({ exitCode: 1, data: { kind: 'userNotFound' } })
  })

  test('a user who is invited on the command line gets the mail from the server', async () => {
    const running = await startApp(engine)
    expect((await run(running, `invite ${grace.email}`)).data).toMatchObject({ account: { email: grace.email } })
    // The command has the time of the machine.
    running.clock.move(60)
    expect((await mailsTo(running, grace.email)).map(({ subject }) => subject)).toEqual(['You are invited'])
    expect(await run(running, `create --email ${grace.email}`)).toMatchObject({
      exitCode: 1,
      data: { kind: 'emailTaken' },
    })
    expect((await run(running, 'list --search GRACE')).data).toHaveLength(1)
  })

  test('a call without its words, with a bad number or a bad time says what to write', async () => {
    const running = await startApp(engine)
    await signUp(running, ada)
    for (const words of [
      'grant',
      `grant ${ada.email}`,
      'list --max 1000',
      `disable ${ada.email} --reason x --until soon`,
    ]) {
      expect((await run(running, words)).exitCode, words).toBe(64)
    }
  })
})
