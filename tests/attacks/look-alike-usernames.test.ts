import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { fillUsernameSkeletons } from '../../src/jobs/fill-username-skeletons.js'
import { importUser, plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { tokenTo } from '../support/mails.js'
import { atOnce, kindsOf, register, updateProfile, verifyEmail } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'
import { startStoreOn } from '../support/stores.js'

const taken = { __typename: 'UsernameTaken' }
const { password } = grace

/** A user whose row an older version wrote. */
async function importOld(running: RunningApp, username: string): Promise<string> {
  const id = await importUser(running, {
    email: `${username.codePointAt(0)}@example.com`,
    username,
    usernameKey: username,
  })
  await plant(running, async (tx) => {
    const { users } = tx.tables
    await tx.update(users).set({ usernameSkeleton: null }).where(eq(users.id, id))
  })
  return id
}

describe.each(engines)('usernames that look alike on %s', (engine) => {
  test('a username that looks like that of a user is taken, at sign-up and later', async () => {
    const running = await startApp(engine)
    await signUp(running, { ...ada, username: 'ace_1' })
    expect(await register(running, { email: grace.email, username: 'асе_1', password })).toMatchObject(taken)
    const { access, user } = await signUp(running, grace)
    for (const username of ['асе_1', 'ACE_l', 'ace_I']) {
      const outcome = await updateProfile(running, { token: access, input: { username } })
      expect(outcome).toMatchObject(taken)
    }
    expect((await signIn(running, grace)).user).toMatchObject({ id: user.id, username: 'grace' })
  })

  test('a user may change the letters of the own name to others that look alike', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running, { ...ada, username: 'ada1' })
    const outcome = await updateProfile(running, { token: access, input: { username: 'adal' } })
    expect(outcome).toMatchObject({ __typename: 'ProfileUpdated', user: { username: 'adal' } })
    const { access: other } = await signUp(running, grace)
    expect(await updateProfile(running, { token: other, input: { username: 'ada1' } })).toMatchObject(taken)
  })

  test('fifty sign-ups at once with names that look alike make one user', async () => {
    const unlimited = { LIMIT_REGISTER_PER_ADDRESS: 'off' }
    const running = await startApp(engine, unlimited)
    const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    const names = ['ace_0', 'асе_0', 'ace_O', 'ACE_O', 'ace_o']
    const outcomes = await atOnce(50, (place) =>
      register(place % 2 === 0 ? running : other, {
        email: `place-${place}@example.com`,
        username: names[place % names.length] ?? '',
        password,
      }),
    )
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 1, UsernameTaken: 49 })
  })

  test('a pending registration loses a name that looks like one taken before the proof', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'required' })
    await importUser(running, { email: 'first@example.com', username: 'ace', usernameKey: 'ace' })
    expect(await register(running, { email: grace.email, username: 'асе', password })).toMatchObject(taken)
    await register(running, { email: grace.email, username: 'scope', password })
    await importUser(running, { email: 'faster@example.com', username: 'ѕсоре', usernameKey: 'ѕсоре' })
    await verifyEmail(running, { token: await tokenTo(running, grace.email) })
    expect((await signIn(running, grace)).user).toMatchObject({ username: null, emailVerified: true })
  })

  test('names of a database of an older version are protected after the first minute, also two that look alike', async () => {
    const running = await startApp(engine)
    for (const username of ['ace', 'асе', 'scope']) await importOld(running, username)
    const job = fillUsernameSkeletons(await startStoreOn(running.settings.DATABASE_URL))
    for (let run = 0; run < 2; run++) await job.run(new AbortController().signal)
    for (const username of ['ace', 'асе', 'ѕсоре']) {
      expect(await register(running, { email: grace.email, username, password })).toMatchObject(taken)
    }
    const skeletons = await plant(running, (tx) =>
      tx.select({ it: tx.tables.users.usernameSkeleton }).from(tx.tables.users),
    )
    expect(skeletons.map(({ it }) => it?.split(' ')[0]).sort()).toEqual(['ace', 'ace', 'scope'])
  })
})
