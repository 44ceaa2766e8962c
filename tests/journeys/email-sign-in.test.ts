import { getTableName } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import {
  AddPasskeyDocument,
  AuthConfigDocument,
  ConfirmTotpDocument,
  RequestEmailCodeDocument,
} from '../../src/client/generated/operations.js'
import { credentialTables } from '../../src/store/credentials.js'
import { enableTotp, totpCodeAt } from '../support/authenticator.js'
import { countRows, disable, importUser, plant, verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { limitsOff } from '../support/limits-off.js'
import { carriesSecret, codeTo, mailsTo, newestProofTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  confirmEmailChange,
  continueSignIn,
  factorsOf,
  issuesOf,
  kindsOf,
  login,
  meOf,
  refresh,
  register,
  removePassword,
  requestEmailChange,
  requestEmailCode,
  sessionsOf,
  signInWithEmail,
  startPasskeyRegistration,
  startTotp,
  statusOf,
  verifyEmail,
  verifyToken,
} from '../support/operations.js'
import { optionsOf, SoftwarePasskey } from '../support/passkey.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_MAIL_PER_RECIPIENT: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off' }
const existing = { EMAIL_SIGN_IN: 'existing', ...unlimited }
const registering = { EMAIL_SIGN_IN: 'register', ...unlimited }
const { email } = ada

/** A server with one user, who has proven the address. */
async function startWithAda(engine: Engine, settings: Record<string, string> = existing) {
  const running = await startApp(engine, settings)
  const own = await signUp(running, { ...ada, sendEmail: false })
  await plantProof(running, email)
  return { running, own }
}

async function ask(running: RunningApp, to: string = email) {
  return requestEmailCode(running, { email: to, purpose: 'SIGN_IN' })
}

/** Asks for a mail, and reads it. */
async function receive(running: RunningApp, to: string = email) {
  expect(await ask(running, to)).toMatchObject({ __typename: 'EmailCodeSent' })
  return newestProofTo(running, to)
}

type Outcome = Awaited<ReturnType<typeof signInWithEmail>>

function requireSignedIn(outcome: Outcome) {
  if (outcome.__typename !== 'SignedIn') throw new Error(outcome.__typename)
  return outcome
}

describe.each(engines)('sign-in by mail on %s', (engine) => {
  test('one mail has a code and a link to SIGN_IN_LINK_URL, and each of them signs in', async () => {
    const { running, own } = await startWithAda(engine, { ...existing, SIGN_IN_LINK_URL: 'https://app.test/enter' })
    const byCode = requireSignedIn(await signInWithEmail(running, { email, code: (await receive(running)).code() }))
    expect([byCode.user.id, byCode.newUser, byCode.session.methods, byCode.session.assurance]).toEqual([
      own.user.id,
      false,
      ['EMAIL'],
      'AAL1',
    ])
    running.clock.move(60)
    const mail = await receive(running)
    expect(mail.link()).toMatch(/^https:\/\/app\.test\/enter\?token=lk_lt_/)
    const byLink = requireSignedIn(await signInWithEmail(running, { token: mail.token() }))
    expect((await meOf(running, byLink.tokens.accessToken))?.id).toBe(own.user.id)
  })

  test.each(['code', 'link'] as const)('the %s of a sign-in mail works once and voids the other', async (first) => {
    const { running } = await startWithAda(engine)
    const mail = await receive(running)
    const proofs = { code: { email, code: mail.code() }, link: { token: mail.token() } }
    const second = first === 'code' ? 'link' : 'code'
    requireSignedIn(await signInWithEmail(running, proofs[first]))
    const refusals = { code: 'InvalidCode', link: 'InvalidToken' }
    expect((await signInWithEmail(running, proofs[first])).__typename).toBe(refusals[first])
    expect((await signInWithEmail(running, proofs[second])).__typename).toBe(refusals[second])
  })

  test('the page of a sign-in link can be opened any number of times, and the link works afterwards', async () => {
    const { running } = await startWithAda(engine)
    const mail = await receive(running)
    const path = mail.link().slice(running.settings.PUBLIC_URL.length)
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST'] as const) {
      await running.app.http.inject({ method, url: path })
    }
    requireSignedIn(await signInWithEmail(running, { token: mail.token() }))
  })

  test('device name, lifetime and delivery are those of the sign-in', async () => {
    const { running } = await startWithAda(engine)
    const input = {
      token: (await receive(running)).token(),
      deviceName: 'Study',
      expiresIn: 60,
      delivery: 'COOKIE',
    } as const
    const outcome = requireSignedIn(await signInWithEmail(running, input))
    expect(outcome.session.deviceName).toBe('Study')
    expect(outcome.tokens).toMatchObject({ expiresIn: 60, refreshToken: null })
  })

  test('a mail for a sign-in with a wish that is not allowed keeps working', async () => {
    const { running } = await startWithAda(engine)
    const token = (await receive(running)).token()
    const outcome = await signInWithEmail(running, { token, expiresIn: 0, deviceName: 'x'.repeat(101) })
    expect(issuesOf(outcome)).toEqual(['expiresIn OUT_OF_RANGE', 'deviceName TOO_LONG'])
    expect(issuesOf(await signInWithEmail(running, {}))).toEqual(['token REQUIRED'])
    requireSignedIn(await signInWithEmail(running, { token }))
  })

  test('sign-in by mail asks for the second factor of the user', async () => {
    const { running, own } = await startWithAda(engine)
    const { secret } = await enableTotp(running, own.access)
    const code = (await receive(running)).code()
    const begun = await signInWithEmail(running, { email, code })
    if (begun.__typename !== 'SecondFactorRequired') throw new Error(begun.__typename)
    const totpCode = totpCodeAt(secret, running.clock.now())
    const outcome = await continueSignIn(running, { signInToken: begun.signInToken, totpCode })
    if (outcome.__typename !== 'SignedIn') throw new Error(outcome.__typename)
    expect([outcome.session.methods, outcome.session.assurance]).toEqual([['EMAIL', 'TOTP'], 'AAL2'])
  })

  test('with EMAIL_SIGN_IN=register an unknown address gets an account without a password', async () => {
    const running = await startApp(engine, registering)
    const code = (await receive(running)).code()
    const outcome = requireSignedIn(await signInWithEmail(running, { email, code }))
    expect([outcome.newUser, outcome.user.email, outcome.user.emailVerified]).toEqual([true, email, true])
    expect((await login(running, { identifier: email, password: ada.password })).__typename).toBe('InvalidCredentials')
    running.clock.move(60)
    const again = requireSignedIn(await signInWithEmail(running, { token: (await receive(running)).token() }))
    expect([again.newUser, again.user.id]).toEqual([false, outcome.user.id])
  })

  test('with EMAIL_SIGN_IN=existing an unknown address is told at most once an hour, and gets no account', async () => {
    const running = await startApp(engine, existing)
    for (let round = 0; round < 5; round++) {
      await ask(running)
      running.clock.move(60)
    }
    const told = await mailsTo(running, email)
    expect([told.length, told.some(carriesSecret)]).toEqual([1, false])
    running.clock.move(3600)
    await ask(running)
    expect((await mailsTo(running, email)).length).toBe(2)
    expect((await countRows(running)).users).toBe(0)
  })

  test('with EMAIL_SIGN_IN=off nothing is mailed, and a mail of before is refused', async () => {
    const { running } = await startWithAda(engine)
    const mail = await receive(running)
    const off = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    expect((await signInWithEmail(off, { token: mail.token() })).__typename).toBe('InvalidToken')
    expect((await signInWithEmail(off, { email, code: mail.code() })).__typename).toBe('InvalidCode')
    running.clock.move(60)
    expect((await ask(off)).__typename).toBe('EmailCodeSent')
    expect((await mailsTo(running, email)).length).toBe(1)
  })

  test('the answer for a sign-in mail is the same for known, unknown and disabled users', async () => {
    const { running } = await startWithAda(engine)
    const other = await signUp(running, { ...grace, sendEmail: false })
    await plantProof(running, grace.email)
    await disable(running, other.user.id)
    const answers = new Set<string>()
    for (const to of [email, grace.email, 'nobody@example.com']) {
      const input = { email: to, purpose: 'SIGN_IN' } as const
      const { response } = await running.ask(RequestEmailCodeDocument, { input })
      const headers = { ...response.headers, date: '', 'x-request-id': '' }
      answers.add(JSON.stringify([response.statusCode, headers, response.payload]))
    }
    expect(answers.size).toBe(1)
    expect(await mailsTo(running, grace.email)).toEqual([])
  })

  test('a user who was disabled after the mail is told so and not signed in', async () => {
    const { running, own } = await startWithAda(engine)
    const mail = await receive(running)
    await disable(running, own.user.id)
    expect((await signInWithEmail(running, { token: mail.token() })).__typename).toBe('UserDisabled')
  })

  test('a code for another purpose does not sign in, and a code for sign-in does nothing else', async () => {
    const { running } = await startWithAda(engine)
    await requestEmailCode(running, { email, purpose: 'RESET_PASSWORD' })
    const reset = await codeTo(running, email)
    expect((await signInWithEmail(running, { email, code: reset })).__typename).toBe('InvalidCode')
    running.clock.move(60)
    const mail = await receive(running)
    expect((await verifyEmail(running, { email, code: mail.code() })).__typename).toBe('InvalidCode')
    expect((await verifyEmail(running, { token: mail.token() })).__typename).toBe('InvalidToken')
    expect((await verifyToken(running, mail.token())).__typename).toBe('InvalidToken')
    expect((await refresh(running, { refreshToken: mail.token() })).__typename).toBe('SessionEnded')
    requireSignedIn(await signInWithEmail(running, { token: mail.token() }))
  })

  test('a sign-in mail expires with its code, and a newer mail repeats code and link', async () => {
    const { running } = await startWithAda(engine)
    const older = await receive(running)
    running.clock.move(60)
    const newer = await receive(running)
    expect([newer.code(), newer.token()]).toEqual([older.code(), older.token()])
    running.clock.move(600)
    expect((await signInWithEmail(running, { email, code: newer.code() })).__typename).toBe('InvalidCode')
    const late = await signInWithEmail(running, { token: newer.token() })
    expect(late).toMatchObject({ __typename: 'InvalidToken', reason: 'TOKEN_EXPIRED' })
  })

  test('five wrong guesses end the code of a sign-in mail, and its link still works', async () => {
    const { running } = await startWithAda(engine)
    const mail = await receive(running)
    for (let guess = 1; guess <= 5; guess++) {
      const outcome = await signInWithEmail(running, { email, code: wrongCode(mail.code(), guess) })
      expect(outcome.__typename).toBe('InvalidCode')
    }
    expect((await signInWithEmail(running, { email, code: mail.code() })).__typename).toBe('InvalidCode')
    requireSignedIn(await signInWithEmail(running, { token: mail.token() }))
  })

  test('a mail to an address that the user has left does not sign in to the account', async () => {
    const { running, own } = await startWithAda(engine)
    const mail = await receive(running)
    await requestEmailChange(running, {
      token: own.access,
      input: { newEmail: 'countess@example.com', currentPassword: ada.password },
    })
    const token = await tokenTo(running, 'countess@example.com')
    expect((await confirmEmailChange(running, { token })).__typename).toBe('EmailChanged')
    expect((await signInWithEmail(running, { token: mail.token() })).__typename).toBe('InvalidToken')
  })

  test('a user who can sign in by mail can remove the password', async () => {
    const { running, own } = await startWithAda(engine)
    expect((await removePassword(running, own.access)).__typename).toBe('PasswordRemoved')
    expect((await login(running, { identifier: email, password: ada.password })).__typename).toBe('InvalidCredentials')
    requireSignedIn(await signInWithEmail(running, { token: (await receive(running)).token() }))
  })

  test('with PASSWORD_SIGN_IN=false a right password is refused, nobody registers with one, and authConfig says so', async () => {
    const { running } = await startWithAda(engine)
    const settings = { ...existing, PASSWORD_SIGN_IN: 'false' }
    const without = await startAppOn(running.settings.DATABASE_URL, settings, running.clock)
    const { data } = await without.ask(AuthConfigDocument, {})
    expect(data.authConfig).toMatchObject({ passwordSignIn: false, emailSignIn: true })
    expect((await login(without, { identifier: email, password: ada.password })).__typename).toBe('InvalidCredentials')
    expect((await register(without, { ...grace, sendEmail: false })).__typename).toBe('RegistrationClosed')
    requireSignedIn(await signInWithEmail(without, { token: (await receive(without)).token() }))
    await signIn(running)
  })
})

describe.each(engines)('of 50 requests at once on %s', (engine) => {
  test.each([1, 2])('one signs in with the code or the link of one mail, on %i instances', async (instances) => {
    const { running, own } = await startWithAda(engine)
    const all = [running]
    if (instances === 2) all.push(await startAppOn(running.settings.DATABASE_URL, existing, running.clock))
    // Five guesses at a code are compared; a link is compared as often as it is sent.
    const mail = await receive(running)
    const outcomes = await atOnce(50, (place) => {
      const at = all[place % instances] ?? running
      return signInWithEmail(at, place % 10 === 0 ? { email, code: mail.code() } : { token: mail.token() })
    })
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
    expect((await sessionsOf(running, own.access)).length).toBe(2)
  })

  test.each([1, 2])('one makes the account of an unknown address, on %i instances', async (instances) => {
    const running = await startApp(engine, registering)
    const all = [running]
    if (instances === 2) all.push(await startAppOn(running.settings.DATABASE_URL, registering, running.clock))
    const mail = await receive(running)
    const outcomes = await atOnce(50, async (place) => {
      const at = all[place % instances] ?? running
      if (place % 5 === 0) return register(at, { email, password: 'words of a stranger', sendEmail: false })
      return signInWithEmail(at, { token: mail.token() })
    })
    expect(outcomes.length).toBe(50)
    expect((await countRows(running)).users).toBe(1)
  })
})

describe.each(engines)('an address that was not proven, on %s', (engine) => {
  test('an account is taken over by the person who signs in by mail: password, sessions and factors of the squatter are dead', async () => {
    const running = await startApp(engine, existing)
    const squatter = await signUp(running, { ...ada, sendEmail: false })
    const { secret } = await enableTotp(running, squatter.access)
    const begun = await login(running, { identifier: email, password: ada.password })
    if (begun.__typename !== 'SecondFactorRequired') throw new Error(begun.__typename)
    const owner = requireSignedIn(await signInWithEmail(running, { token: (await receive(running)).token() }))
    expect([owner.user.id, owner.user.emailVerified, owner.newUser]).toEqual([squatter.user.id, true, false])

    expect(await statusOf(running, squatter.access)).toBe('SESSION_ENDED')
    expect((await refresh(running, { refreshToken: squatter.refresh })).__typename).toBe('SessionEnded')
    expect((await login(running, { identifier: email, password: ada.password })).__typename).toBe('InvalidCredentials')
    const totpCode = totpCodeAt(secret, running.clock.now())
    const late = await continueSignIn(running, { signInToken: begun.signInToken, totpCode })
    expect(late.__typename).toBe('InvalidToken')
    expect((await sessionsOf(running, owner.tokens.accessToken)).length).toBe(1)
  })

  test('no factor stays that a squatter sets up at the moment of the take-over', async () => {
    const running = await startApp(engine, { ...limitsOff, ...existing })
    for (let round = 0; round < 6; round++) {
      const person = { email: `ada${round}@example.com`, password: ada.password }
      const { access: token } = await signUp(running, { ...person, sendEmail: false })
      const setup = await startTotp(running, {}, { token })
      if (setup.__typename !== 'TotpSetup') throw new Error(setup.__typename)
      const code = totpCodeAt(setup.secret, running.clock.now())
      const options = optionsOf(await startPasskeyRegistration(running, {}, { token }))
      const mail = await receive(running, person.email)
      const [taken] = await Promise.all([
        signInWithEmail(running, { token: mail.token() }),
        running.ask(ConfirmTotpDocument, { input: { code } }, { token }),
        running.ask(AddPasskeyDocument, { input: { passkey: new SoftwarePasskey().create(options) } }, { token }),
      ])
      const { accessToken } = requireSignedIn(taken).tokens
      expect(await factorsOf(running, accessToken)).toMatchObject({ totp: null, passkeys: [] })
    }
  })

  test('an account keeps its id, names and type when its owner signs in by mail', async () => {
    const running = await startApp(engine, existing)
    const id = await importUser(running, { email, username: 'ada', usernameKey: 'ada', type: 7 })
    const owner = requireSignedIn(await signInWithEmail(running, { token: (await receive(running)).token() }))
    expect(owner.user).toMatchObject({ id, username: 'ada', type: 7, emailVerified: true })
  })

  test('an account stays disabled when its owner signs in by mail', async () => {
    const running = await startApp(engine, registering)
    const own = await signUp(running, { ...ada, sendEmail: false })
    const mail = await receive(running)
    await disable(running, own.user.id)
    expect((await signInWithEmail(running, { token: mail.token() })).__typename).toBe('UserDisabled')
    expect((await countRows(running)).users).toBe(1)
  })

  test('a pending registration of a stranger is void once the owner of the address has signed in by mail', async () => {
    const running = await startApp(engine, { ...registering, EMAIL_VERIFICATION: 'required' })
    await register(running, { email, password: 'words of a stranger', sendEmail: false })
    requireSignedIn(await signInWithEmail(running, { token: (await receive(running)).token() }))
    const late = await login(running, { identifier: email, password: 'words of a stranger' })
    expect(late.__typename).toBe('InvalidCredentials')
  })
})

/** Tables with rows of a user that are no proof of who they are. Sessions, pending sign-ins and trusted devices are ended apart. */
const kept = ['pending_sign_ins', 'profiles', 'provider_sign_ins', 'sessions', 'trusted_devices', 'user_roles']

test('a take-over deletes the rows of every table that refers to a user, unless the table is listed as harmless', async () => {
  const running = await startApp('sqlite', existing)
  const referring = await runSql(
    running.settings.DATABASE_URL,
    `select distinct m.name from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" = 'users'`,
  )
  const deleted = await plant(running, async (tx) => credentialTables(tx.tables).map((table) => getTableName(table)))
  const names = (referring as { name: string }[]).map(({ name }) => name)
  expect(names.sort()).toEqual([...deleted, ...kept].sort())
})
