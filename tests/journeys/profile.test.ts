import { describe, expect, test } from 'vitest'
import { type ProfileInput, UpdateProfileDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { atOnce, codeOf, issuesOf, kindsOf, login, meOf, updateProfile } from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const whole = {
  sex: 'FEMALE',
  age: 36,
  portraitUrl: 'https://example.com/ada.png?size=2#face',
  clinic: '圣乔治医院',
  mobile: '+44 (20) 7946-0123',
  landline: '020.7946/0123',
  certificate: 'No. 1843',
  wechatId: 'ada_1815',
  intro: 'First line\nsecond\tline\r\n👩‍🔬',
  school: 'Home',
  major: 'Mathematics',
} as const satisfies ProfileInput

describe.each(engines)('updating the profile on %s', (engine) => {
  test('updateProfile stores every field for the caller only', async () => {
    const running = await startApp(engine)
    const [{ access, user }, other] = [await signUp(running), await signUp(running, grace)]
    running.clock.move(5)
    const outcome = await updateProfile(running, { token: access, input: { username: 'Countess', profile: whole } })
    const me = await meOf(running, access)
    expect(outcome).toEqual({ __typename: 'ProfileUpdated', user: me })
    expect(me).toMatchObject({ id: user.id, username: 'Countess', profile: { ...whole, certificateChecked: null } })
    expect(me?.updatedAt).toBe(running.clock.now().toISOString())
    expect(me?.createdAt).toBe(user.createdAt)
    expect(await meOf(running, other.access)).toEqual(other.user)
    expect(await login(running, { identifier: 'countess', password: ada.password })).toMatchObject({
      user: { id: user.id },
    })
  })

  test('updateProfile keeps fields that are left out and clears fields that are null', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running, { ...ada, profile: whole })
    await updateProfile(running, { token: access, input: { profile: { clinic: null, age: 0 } } })
    const changed = { ...whole, clinic: null, age: 0 }
    expect(await meOf(running, access)).toMatchObject({ username: ada.username, profile: changed })
    await updateProfile(running, { token: access, input: {} })
    await updateProfile(running, { token: access, input: { profile: {} } })
    expect(await meOf(running, access)).toMatchObject({ username: ada.username, profile: changed })

    const cleared = Object.fromEntries(Object.keys(whole).map((field) => [field, null]))
    await updateProfile(running, { token: access, input: { username: null, profile: cleared } })
    expect(await meOf(running, access)).toMatchObject({ username: null, email: ada.email, profile: cleared })
  })

  test('updateProfile returns every sex of ISO/IEC 5218 as it was given', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    for (const sex of ['NOT_KNOWN', 'MALE', 'FEMALE', 'NOT_APPLICABLE'] as const) {
      await updateProfile(running, { token: access, input: { profile: { sex } } })
      expect((await meOf(running, access))?.profile.sex).toBe(sex)
    }
  })

  test('updateProfile refuses a value outside its bounds and stores nothing of the request', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running)
    const input = { username: 'somebody_else', profile: { sex: 'MALE', age: 151, school: '🜁'.repeat(201) } } as const
    const outcome = await updateProfile(running, { token: access, input })
    expect(issuesOf(outcome).sort()).toEqual(['profile.age OUT_OF_RANGE', 'profile.school TOO_LONG'])
    expect(await meOf(running, access)).toEqual(user)
    const widest = { age: 150, school: '🜁'.repeat(200), intro: '\n' }
    await updateProfile(running, { token: access, input: { profile: widest } })
    expect((await meOf(running, access))?.profile).toMatchObject(widest)
  })

  test('updateProfile refuses fields for administrators, as a variable and as a literal', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const before = await meOf(running, access)
    const forbidden = [
      { type: 9 },
      { emailVerified: true },
      { email: 'other@example.com' },
      { id: 'x' },
      { createdAt: '2030-01-31T12:00:00.000Z' },
      { disabledAt: null },
      { passwordHash: 'x' },
      { profile: { certificateChecked: true } },
      { profile: { userId: 'x' } },
    ]
    for (const input of forbidden) {
      const asVariable = await running.ask(UpdateProfileDocument, { input: input as never }, { token: access })
      expect([asVariable.response.statusCode, codeOf(asVariable)], JSON.stringify(input)).toEqual([
        400,
        'BAD_USER_INPUT',
      ])
      const literal = JSON.stringify(input).replace(/"(\w+)":/g, '$1: ')
      const query = `mutation { updateProfile(input: ${literal}) { __typename } }`
      const asLiteral = await running.askText(query, undefined, { token: access })
      expect(codeOf(asLiteral), literal).toBe('GRAPHQL_VALIDATION_FAILED')
    }
    expect(await meOf(running, access)).toEqual(before)
  })

  test('a taken username is refused in any case, and is free when its owner gives it up', async () => {
    const running = await startApp(engine)
    const [first, second] = [await signUp(running), await signUp(running, grace)]
    for (const username of ['ada', 'ADA', 'ａｄａ']) {
      const input = { username, profile: { age: 85 } }
      const outcome = await updateProfile(running, { token: second.access, input })
      expect(outcome, username).toMatchObject({ __typename: 'UsernameTaken', code: 'USERNAME_TAKEN' })
    }
    expect(await meOf(running, second.access)).toEqual(second.user)
    const own = await updateProfile(running, { token: first.access, input: { username: 'ADA' } })
    expect(own).toMatchObject({ __typename: 'ProfileUpdated', user: { username: 'ADA' } })
    await updateProfile(running, { token: first.access, input: { username: null } })
    const freed = await updateProfile(running, { token: second.access, input: { username: 'ada' } })
    expect(freed).toMatchObject({ __typename: 'ProfileUpdated', user: { username: 'ada' } })
  })

  test('one of two users who want a username at once gets it, in every round', async () => {
    const running = await startApp(engine)
    const tokens = [(await signUp(running)).access, (await signUp(running, grace)).access]
    for (const username of ['Byron', 'Babbage', 'Somerville', 'Faraday', 'Hopper']) {
      const outcomes = await atOnce(2, (place) =>
        updateProfile(running, { token: tokens[place] ?? '', input: { username, profile: { intro: username } } }),
      )
      expect(kindsOf(outcomes)).toEqual({ ProfileUpdated: 1, UsernameTaken: 1 })
      const people = await Promise.all(tokens.map((token) => meOf(running, token)))
      expect(people.filter((me) => me?.username === username)).toHaveLength(1)
      expect(people.filter((me) => me?.profile.intro === username)).toHaveLength(1)
    }
  })

  test('updateProfile refuses a username outside the bounds of registration', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const outcome = await updateProfile(running, { token: access, input: { username: 'ab' } })
    expect(issuesOf(outcome)).toEqual(['username TOO_SHORT'])
  })

  test('updateProfile cannot clear required fields or the only identifier of a user', async () => {
    const running = await startApp(engine, { USERNAME_REQUIRED: 'true', REQUIRED_PROFILE_FIELDS: 'age,school' })
    const { access, user } = await signUp(running, { ...ada, profile: whole })
    const outcome = await updateProfile(running, { token: access, input: { username: null, profile: { age: null } } })
    expect(issuesOf(outcome).sort()).toEqual(['profile.age REQUIRED', 'username REQUIRED'])
    expect(await meOf(running, access)).toEqual(user)
    const fine = await updateProfile(running, { token: access, input: { profile: { major: null } } })
    expect(fine).toMatchObject({ __typename: 'ProfileUpdated' })

    const lax = await startAppOn(running.settings.DATABASE_URL, { EMAIL_REQUIRED: 'false' }, running.clock)
    const nameless = await signUp(lax, { username: 'grace', password: grace.password })
    const last = await updateProfile(lax, { token: nameless.access, input: { username: null } })
    expect(issuesOf(last)).toEqual(['username REQUIRED'])
  })
})
