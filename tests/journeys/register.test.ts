import { describe, expect, test } from 'vitest'
import { RegisterDocument } from '../../src/client/generated/operations.js'
import { countRows, verifyEmail } from '../support/database.js'
import { engines } from '../support/engines.js'
import { atOnce, issuesOf, kindsOf, login, meOf, register, statusOf } from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const unlimited = { LIMIT_REGISTER_PER_ADDRESS: 'off' }

describe.each(engines)('registering on %s', (engine) => {
  test('a registration signs in at once, with everything that was given', async () => {
    const running = await startApp(engine)
    const profile = { sex: 'FEMALE', age: 36, school: '家庭教師', intro: 'First line\nsecond line' } as const
    const outcome = await register(running, { ...ada, profile, deviceName: 'Loom', passwordConfirm: ada.password })
    expect(outcome).toMatchObject({
      __typename: 'SignedIn',
      user: { email: ada.email, username: ada.username, emailVerified: false, type: 0, profile },
      session: { current: true, deviceName: 'Loom', ipAddress: '127.0.0.1', claims: { tokenType: 'access' } },
      tokens: { tokenType: 'Bearer', expiresIn: 900, refreshExpiresIn: 30 * 86_400 },
    })
    const signedIn = await signIn(running)
    expect(await meOf(running, signedIn.access)).toEqual(signedIn.user)
    const { major, clinic, certificateChecked } = signedIn.user.profile
    expect([major, clinic, certificateChecked]).toEqual([null, null, null])
  })

  test('an address is stored in one form and signs in as it was typed', async () => {
    const running = await startApp(engine)
    const cases = [
      [' Ada@EXAMPLE.com ', 'ada@example.com'],
      ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
      ['grace@example。com', 'grace@example.com'],
      ["o'hara+list@mail.example.com", "o'hara+list@mail.example.com"],
    ] as const
    for (const [email, canonical] of cases) {
      const { user } = await signUp(running, { email, password: ada.password })
      expect(user.email).toBe(canonical)
      const outcome = await login(running, { identifier: email, password: ada.password })
      expect(outcome, email).toMatchObject({ user: { id: user.id } })
    }
  })

  test('what is no address is refused as none', async () => {
    const running = await startApp(engine)
    const longDomain = `${'a'.repeat(60)}.`.repeat(4)
    const addresses = [
      ...['', '@', 'ada', 'ada@', '@example.com', 'ada@localhost', 'ada@@example.com', 'a b@example.com'],
      ...['ada@example..com', 'ada@-example.com', 'ada@127.0.0.1', 'ada@[127.0.0.1]', 'ada@example.com\r\nBcc: x@y.zz'],
      ...[
        '\u212Aate@example.com',
        '\u017Fam@example.com',
        'ädä@example.com',
        'ada@exam ple.com',
        'ada@example.com, b@c.de',
      ],
      ...[
        `${'a'.repeat(254)}@example.com`,
        `ada@${longDomain}example.com`,
        'ada@example.com\u0000',
        '\ud800@example.com',
      ],
    ]
    for (const email of addresses) {
      const issues = issuesOf(await register(running, { email, password: ada.password }))
      expect(issues, JSON.stringify(email)).toEqual(['email NOT_AN_EMAIL'])
    }
    expect(await countRows(running)).toMatchObject({ users: 0 })
  })

  test('a taken address or username is refused in every spelling, and changes nothing', async () => {
    const running = await startApp(engine)
    await signUp(running)
    for (const email of ['ada@example.com', 'ADA@Example.COM', ' ada@example.com', 'ada@ｅｘａｍｐｌｅ.com']) {
      const outcome = await register(running, { email, password: grace.password })
      expect(outcome, email).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' })
    }
    for (const username of ['ada', 'ADA', 'ａｄａ']) {
      const outcome = await register(running, { ...grace, username })
      expect(outcome, username).toMatchObject({ __typename: 'UsernameTaken', code: 'USERNAME_TAKEN' })
    }
    expect(await countRows(running)).toMatchObject({ users: 1, profiles: 1, passwordCredentials: 1, sessions: 1 })
    await signIn(running)
  })

  test('one of 50 registrations at once with one address, in any case and on two instances, makes a user', async () => {
    const first = await startApp(engine, unlimited)
    const second = await startAppOn(first.settings.DATABASE_URL, unlimited, first.clock)
    const outcomes = await atOnce(50, (place) => {
      const email = place % 3 === 0 ? 'ADA@example.com' : ada.email
      return register(place % 2 === 0 ? first : second, { email, password: ada.password })
    })
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 1, EmailTaken: 49 })
    expect(await countRows(first)).toMatchObject({ users: 1, profiles: 1, passwordCredentials: 1, sessions: 1 })
  })

  test('one of 20 registrations at once with one username makes a user', async () => {
    const running = await startApp(engine, unlimited)
    const outcomes = await atOnce(20, (place) => {
      const username = place % 2 === 0 ? 'Ada' : 'aDA'
      return register(running, { email: `ada${place}@example.com`, username, password: ada.password })
    })
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 1, UsernameTaken: 19 })
    expect(await countRows(running)).toMatchObject({ users: 1, sessions: 1 })
  })

  test('another token beside the request is not adopted', async () => {
    const running = await startApp(engine)
    const first = await signUp(running)
    const second = await signUp(running, grace, { token: first.access })
    expect(second.user).toMatchObject({ email: grace.email })
    expect(second.session.id).not.toBe(first.session.id)
    expect(await statusOf(running, first.access)).toBe('fine')
  })

  test('a closed registration refuses everybody', async () => {
    const running = await startApp(engine, { REGISTRATION: 'closed' })
    const outcome = await register(running, ada)
    expect(outcome).toMatchObject({ __typename: 'RegistrationClosed', code: 'REGISTRATION_CLOSED' })
    expect(await countRows(running)).toMatchObject({ users: 0 })
  })

  test('with REGISTRATION=email-code a code is needed, and a wrong one makes no user, needed or not', async () => {
    const running = await startApp(engine, { REGISTRATION: 'email-code' })
    expect(issuesOf(await register(running, ada))).toEqual(['emailCode REQUIRED'])
    const open = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    for (const each of [running, open]) {
      const outcome = await register(each, { ...ada, emailCode: '123456' })
      expect(outcome).toMatchObject({ __typename: 'InvalidCode', code: 'INVALID_CODE' })
    }
    expect(await countRows(running)).toMatchObject({ users: 0 })
  })
})

describe.each(engines)('registering an address that has to be proven, on %s', (engine) => {
  const required = { EMAIL_VERIFICATION: 'required' }

  test('a new and a taken address get one answer, and no session', async () => {
    const running = await startApp(engine, required)
    const input = { email: ada.email, delivery: 'COOKIE' } as const
    const fresh = await running.ask(RegisterDocument, { input: { ...input, password: ada.password } })
    const taken = await running.ask(RegisterDocument, { input: { ...input, password: grace.password } })
    expect(fresh.data.register).toEqual({ __typename: 'RegistrationAccepted', email: ada.email })
    expect(taken.response.payload).toBe(fresh.response.payload)
    const headersOf = ({ response }: typeof fresh) => ({ ...response.headers, date: '', 'x-request-id': '' })
    expect(headersOf(taken)).toEqual(headersOf(fresh))
    expect(fresh.response.cookies).toEqual([])
    expect(await countRows(running)).toMatchObject({ users: 0, sessions: 0, pendingRegistrations: 1 })
  })

  test('until the address is proven the latest registration holds, and after that no other', async () => {
    const running = await startApp(engine, required)
    await register(running, { email: 'ADA@example.com', password: 'words of a squatter' })
    await register(running, { email: ada.email, password: ada.password })
    await verifyEmail(running, ada.email)
    await register(running, { email: 'ADA@example.com', password: grace.password })
    await signIn(running)
    const squatter = await login(running, { identifier: ada.email, password: 'words of a squatter' })
    expect(squatter).toMatchObject({ __typename: 'InvalidCredentials' })
    // As for an address that is free: strangers learn nothing from it.
    const outcome = await login(running, { identifier: ada.email, password: grace.password })
    expect(outcome).toMatchObject({ __typename: 'EmailNotVerified' })
  })

  test('twenty registrations of one address at once are all accepted, and one is pending', async () => {
    const running = await startApp(engine, required)
    const outcomes = await atOnce(20, () => register(running, { email: ada.email, password: ada.password }))
    expect(kindsOf(outcomes)).toEqual({ RegistrationAccepted: 20 })
    expect(await countRows(running)).toMatchObject({ users: 0, pendingRegistrations: 1 })
  })

  test('with EMAIL_VERIFICATION=off or optional a registration signs in', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'off' })
    await signUp(running)
    const optional = { EMAIL_VERIFICATION: 'optional' }
    await signUp(await startAppOn(running.settings.DATABASE_URL, optional, running.clock), grace)
  })
})

describe.each(engines)('what a registration needs on %s', (engine) => {
  test('an address, unless EMAIL_REQUIRED is false and there is a username; both where USERNAME_REQUIRED is true', async () => {
    const strict = await startApp(engine)
    expect(issuesOf(await register(strict, { username: 'ada', password: ada.password }))).toEqual(['email REQUIRED'])

    const lax = await startAppOn(strict.settings.DATABASE_URL, { EMAIL_REQUIRED: 'false' }, strict.clock)
    expect(issuesOf(await register(lax, { password: ada.password }))).toEqual(['email REQUIRED'])
    const { user } = await signUp(lax, { username: 'ada', password: ada.password })
    expect(user).toMatchObject({ email: null, username: 'ada' })
    await signUp(lax, { username: 'grace', password: grace.password })
    await signUp(lax, { email: ada.email, password: ada.password })

    const named = await startAppOn(strict.settings.DATABASE_URL, { USERNAME_REQUIRED: 'true' }, strict.clock)
    const { username: _, ...nameless } = grace
    expect(issuesOf(await register(named, nameless))).toEqual(['username REQUIRED'])
  })

  test('the fields of REQUIRED_PROFILE_FIELDS, where null counts as missing and zero does not', async () => {
    const running = await startApp(engine, { REQUIRED_PROFILE_FIELDS: 'sex,age,clinic' })
    expect(issuesOf(await register(running, ada))).toEqual([
      'profile.sex REQUIRED',
      'profile.age REQUIRED',
      'profile.clinic REQUIRED',
    ])
    const incomplete = { sex: 'NOT_KNOWN', age: 0, clinic: null } as const
    expect(issuesOf(await register(running, { ...ada, profile: incomplete }))).toEqual(['profile.clinic REQUIRED'])
    const { user } = await signUp(running, { ...ada, profile: { ...incomplete, clinic: 'Marylebone' } })
    expect(user.profile).toMatchObject({ sex: 'NOT_KNOWN', age: 0, clinic: 'Marylebone' })
  })

  test('everything that is wrong is said at once, and nothing is stored', async () => {
    const running = await startApp(engine, { PASSWORD_REQUIRE_DIGIT: 'true', REQUIRED_PROFILE_FIELDS: 'school' })
    const outcome = await register(running, {
      email: 'nowhere',
      username: 'a b',
      password: 'no digit at all',
      passwordConfirm: 'no digit at all ',
      deviceName: 'x'.repeat(101),
      profile: { age: 151, portraitUrl: 'ftp://example.com' },
    })
    expect(outcome).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
    expect(issuesOf(outcome).sort()).toEqual([
      'deviceName TOO_LONG',
      'email NOT_AN_EMAIL',
      'password MISSING_DIGIT',
      'passwordConfirm MISMATCH',
      'profile.age OUT_OF_RANGE',
      'profile.portraitUrl NOT_A_URL',
      'profile.school REQUIRED',
      'username BAD_CHARACTERS',
    ])
    expect(await countRows(running)).toMatchObject({ users: 0, sessions: 0 })
  })

  test('register refuses a username that breaks the rules of the settings', async () => {
    const running = await startApp(engine, {
      USERNAME_MIN_LENGTH: '2',
      USERNAME_MAX_LENGTH: '4',
      USERNAME_PATTERN: '^[a-z@]+$',
    })
    const issuesFor = async (username: string) => issuesOf(await register(running, { ...ada, username }))
    expect(await issuesFor('a')).toEqual(['username TOO_SHORT'])
    expect(await issuesFor('abcde')).toEqual(['username TOO_LONG'])
    expect(await issuesFor('a@b')).toEqual(['username BAD_CHARACTERS'])
    expect(await issuesFor('ab')).toEqual([])
  })
})

describe.each(engines)('choosing a password on %s', (engine) => {
  test('register refuses a password that breaks the rules of the settings, and stores nothing', async () => {
    const settings = { PASSWORD_MIN_LENGTH: '12', PASSWORD_REQUIRE_DIGIT: 'true', USERNAME_MIN_LENGTH: '2' }
    const running = await startApp(engine, settings)
    const issuesFor = async (password: string) =>
      issuesOf(await register(running, { ...ada, username: 'al', password }))
    expect(await issuesFor('eleven sign')).toEqual(['password TOO_SHORT'])
    expect(await issuesFor('twelve signs')).toEqual(['password MISSING_DIGIT'])
    expect(await issuesFor('123456789012')).toContain('password TOO_COMMON')
    expect(await issuesFor(`${ada.email}1`)).toContain('password LIKE_IDENTITY')
    expect(await countRows(running)).toMatchObject({ users: 0 })
    expect(await issuesFor('twelve signs 12')).toEqual([])
  })

  test('every byte of a password counts, and nothing is trimmed or folded', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: 'off', ...unlimited })
    const cases: [password: string, ...others: string[]][] = [
      [`${'k'.repeat(72)}A`, `${'k'.repeat(72)}B`, 'k'.repeat(72)],
      [`${'🜁'.repeat(18)}A`, `${'🜁'.repeat(18)}B`, '🜁'.repeat(18), '🜁'.repeat(19)],
      ['analytical\u0000engine', 'analytical\u0000motor', 'analytical', 'analytical\u0000'],
      [' spaces at both ends ', 'spaces at both ends', ' spaces at both ends', 'Spaces at both ends '],
    ]
    for (const [place, [password, ...others]] of cases.entries()) {
      const email = `bytes${place}@example.com`
      await signUp(running, { email, password })
      await signIn(running, { email, password })
      const outcomes = await Promise.all(others.map((other) => login(running, { identifier: email, password: other })))
      expect(kindsOf(outcomes), password).toEqual({ InvalidCredentials: others.length })
    }
  })

  test('the Unicode form of a password makes no difference', async () => {
    const running = await startApp(engine)
    await signUp(running, { email: ada.email, password: 'caf\u00e9 Åland' })
    await signIn(running, { email: ada.email, password: 'cafe\u0301 A\u030aland' })
    await signIn(running, { email: ada.email, password: 'ｃａｆé Åland' })
  })
})
