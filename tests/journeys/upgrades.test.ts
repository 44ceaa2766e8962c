import bcrypt from 'bcrypt'
import { describe, expect, test } from 'vitest'
import { consumePasswordUse, findUserWithPassword } from '../../src/store/passwords.js'
import { hashOf, importUser, plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, changePassword, deleteAccount, kindsOf, login, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const own = /^lk1:\$2b\$04\$/
const plainHash = await bcrypt.hash(ada.password, 4)

/** Puts another hash in the place of the one that the user has. */
async function replant(running: RunningApp, userId: string, hash: string): Promise<void> {
  const now = running.clock.now()
  await plant(running, async (tx) => {
    const version = (await findUserWithPassword(tx, { id: userId }))?.password?.version ?? 0
    return consumePasswordUse(tx, { userId, version }, { freshHash: hash, now })
  })
}

describe.each(engines)('hashes of other times on %s', (engine) => {
  test('an imported bcrypt hash of any variant signs in and is upgraded', async () => {
    const running = await startApp(engine)
    for (const version of ['2a', '2b', '2y']) {
      const email = `from-${version}@example.com`
      const id = await importUser(running, { email }, plainHash.replace('$2b$', `$${version}$`))
      const wrong = await login(running, { identifier: email, password: grace.password })
      expect(wrong).toMatchObject({ __typename: 'InvalidCredentials' })
      expect(await hashOf(running, id)).not.toMatch(own)
      await signIn(running, { email, password: ada.password })
      const upgraded = await hashOf(running, id)
      expect(upgraded).toMatch(own)
      await signIn(running, { email, password: ada.password })
      expect(await hashOf(running, id)).toBe(upgraded)
      const still = await login(running, { identifier: email, password: grace.password })
      expect(still).toMatchObject({ __typename: 'InvalidCredentials' })
    }
  })

  test('the next right password upgrades a hash of lower cost once and ends no session', async () => {
    const running = await startApp(engine)
    const { user, access } = await signUp(running)
    const costlier = await startAppOn(running.settings.DATABASE_URL, { BCRYPT_COST: '5' }, running.clock)
    const before = await hashOf(running, user.id)
    await login(costlier, { identifier: ada.email, password: grace.password })
    expect(await hashOf(running, user.id)).toBe(before)
    await signIn(costlier)
    const raised = await hashOf(running, user.id)
    expect(raised).toMatch(/^lk1:\$2b\$05\$/)
    await signIn(costlier)
    expect(await hashOf(running, user.id)).toBe(raised)
    expect(await statusOf(costlier, access)).toBe('fine')
  })

  test('ten logins at once with the right password of an imported user all succeed', async () => {
    const running = await startApp(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const id = await importUser(running, { email: ada.email }, plainHash)
    const input = { identifier: ada.email, password: ada.password }
    const outcomes = await atOnce(10, (place) => login(place % 2 === 0 ? running : other, input))
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 10 })
    expect(await hashOf(running, id)).toMatch(own)
  })

  test('a password change is not lost to a login that upgrades the hash at the same time', async () => {
    const running = await startApp(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const { user, access } = await signUp(running)
    await replant(running, user.id, plainHash)
    const [changed] = await Promise.all([
      changePassword(running, { token: access, input: { currentPassword: ada.password, newPassword: grace.password } }),
      ...Array.from({ length: 4 }, () => login(other, { identifier: ada.email, password: ada.password })),
    ])
    expect(changed).toMatchObject({ __typename: 'PasswordChanged' })
    await signIn(running, { email: ada.email, password: grace.password })
  })

  test('a plain hash of a long password is kept, so a mistyped end does not lock the user out', async () => {
    const running = await startApp(engine)
    const long = 'k'.repeat(80)
    await importUser(running, { email: ada.email }, await bcrypt.hash(long, 4))
    await signIn(running, { email: ada.email, password: `${long.slice(0, 72)}mistyped` })
    await signIn(running, { email: ada.email, password: long })
  })

  test('a signed-in user with a plain hash can change the password and delete the account', async () => {
    const running = await startApp(engine)
    const { user, access: token } = await signUp(running)
    await replant(running, user.id, plainHash)
    const input = { currentPassword: ada.password, newPassword: grace.password }
    expect(await changePassword(running, { token, input })).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await hashOf(running, user.id)).toMatch(own)
    await replant(running, user.id, plainHash)
    const deleted = await deleteAccount(running, { token, input: { currentPassword: ada.password } })
    expect(deleted).toMatchObject({ __typename: 'AccountDeleted' })
  })

  test('a malformed hash or a hash of an unknown scheme never matches', async () => {
    const running = await startApp(engine)
    const hashes = [
      '',
      'x',
      'lk1:',
      'lk1:x',
      '$2b$04$short',
      '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA',
      ada.password,
    ]
    for (const [place, hash] of hashes.entries()) {
      const email = `odd${place}@example.com`
      await importUser(running, { email }, hash)
      const outcome = await login(running, { identifier: email, password: ada.password })
      expect(outcome, hash).toMatchObject({ __typename: 'InvalidCredentials' })
    }
  })
})
