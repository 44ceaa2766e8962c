import { describe, expect, test } from 'vitest'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { codeTo, tokenTo } from '../support/mails.js'
import { register, requestEmailCode, signInWithEmail, verifyEmail } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { createRole } from '../support/roles.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const settings = { DEFAULT_ROLES: 'member,unknown', EMAIL_SIGN_IN: 'register' }

async function rolesOf(running: RunningApp, email: string): Promise<string | undefined> {
  const rows = await plant(running, (tx) => tx.select().from(tx.tables.users))
  return rows.find((row) => row.email === email)?.roles
}

describe.each(engines)('roles of new users on %s', (engine) => {
  test('a user who registers has the roles of DEFAULT_ROLES that exist, at every way to sign up', async () => {
    const running = await startApp(engine, settings)
    await createRole(running, 'member')
    const { user } = await signUp(running, ada)
    expect(user.roles).toEqual(['member'])
    await requestEmailCode(running, { email: grace.email, purpose: 'SIGN_IN' })
    await signInWithEmail(running, { email: grace.email, code: await codeTo(running, grace.email) })
    expect(await rolesOf(running, grace.email)).toBe('member')
    const strict = await startAppOn(
      running.settings.DATABASE_URL,
      { ...settings, EMAIL_VERIFICATION: 'required' },
      running.clock,
    )
    const third = { email: 'third@example.com', password: ada.password }
    await register(strict, third)
    await verifyEmail(strict, { token: await tokenTo(strict, third.email) })
    expect((await signIn(strict, third)).user.roles).toEqual(['member'])
  })
})
