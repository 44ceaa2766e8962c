import { describe, expect, test } from 'vitest'
import {
  type EmailCodePurpose,
  RequestEmailCodeDocument,
  type RequestEmailCodeInput,
} from '../../src/client/generated/operations.js'
import { disable, plant, verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { carriesSecret, codeTo, mailsTo, newestMailTo, tokenTo, wrongCode } from '../support/mails.js'
import {
  atOnce,
  issuesOf,
  kindsOf,
  meOf,
  register,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  statusOf,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type Answer, type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const unlimited = { LIMIT_CODE_PER_ADDRESS: 'off', LIMIT_MAIL_PER_RECIPIENT: 'off', LIMIT_REGISTER_PER_ADDRESS: 'off' }
const quiet = { sendEmail: false } as const
const purposes = ['REGISTER', 'VERIFY_EMAIL', 'RESET_PASSWORD'] as const satisfies readonly EmailCodePurpose[]
const sent = { __typename: 'EmailCodeSent', expiresIn: 600, resendIn: 60 }
const invalidCode = { __typename: 'InvalidCode', code: 'INVALID_CODE' }

/** Somebody who has registered and whom nothing was mailed. */
function signUpQuietly(running: RunningApp, person: typeof ada | typeof grace = ada) {
  return signUp(running, { ...person, ...quiet })
}

/** Asks, and reads the code. */
async function receiveCode(running: RunningApp, purpose: EmailCodePurpose, email: string = ada.email): Promise<string> {
  expect(await requestEmailCode(running, { email, purpose })).toEqual(sent)
  return codeTo(running, email)
}

async function askNeutrally(running: RunningApp, input: RequestEmailCodeInput): Promise<string> {
  return neutralPart(await running.ask(RequestEmailCodeDocument, { input }))
}

/** All that an observer sees of an answer, but for what names the request. */
function neutralPart({ response }: Answer<unknown>): string {
  const headers = { ...response.headers, date: '', 'x-request-id': '' }
  return JSON.stringify([response.statusCode, headers, response.payload])
}

describe.each(engines)('asking for a code on %s', (engine) => {
  test('a code of six digits is mailed to the stored form of the address, and the answer carries none of them', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    for (const purpose of ['VERIFY_EMAIL', 'RESET_PASSWORD'] as const) {
      const input = { email: ' ADA@Example.COM ', purpose }
      const { data, response } = await running.ask(RequestEmailCodeDocument, { input })
      expect(data.requestEmailCode).toEqual(sent)
      const code = await codeTo(running, ada.email)
      expect(code).toMatch(/^\d{6}$/)
      expect(`${response.payload} ${JSON.stringify(response.headers)}`).not.toContain(code)
      running.clock.move(60)
    }
    expect(await receiveCode(running, 'REGISTER', grace.email)).toMatch(/^\d{6}$/)
    expect((await mailboxOf(running)).map(({ to }) => to)).toEqual([ada.email, ada.email, grace.email])
  })

  test('what is no address is InvalidInput, and nothing is mailed', async () => {
    const running = await startApp(engine)
    for (const email of ['', 'ada', 'ada@example.com, eve@example.com', 'ada@example.com\r\nBcc: eve@example.com']) {
      const outcome = await requestEmailCode(running, { email, purpose: 'REGISTER' })
      expect(outcome, email).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
      expect(issuesOf(outcome), email).toEqual(['email NOT_AN_EMAIL'])
    }
    expect(await mailboxOf(running)).toEqual([])
  })

  test('a request for a code shows no one which addresses are known, proven or disabled', async () => {
    const running = await startApp(engine, unlimited)
    const [proven, unproven, disabled, unknown] = ['proven', 'unproven', 'disabled', 'unknown'].map(
      (name) => `${name}@example.com`,
    ) as [string, string, string, string]
    for (const email of [proven, unproven]) await signUp(running, { email, password: ada.password, ...quiet })
    const { user } = await signUp(running, { email: disabled, password: ada.password, ...quiet })
    await plantProof(running, proven)
    await disable(running, user.id)
    for (const purpose of purposes) {
      const first = await askNeutrally(running, { email: unknown, purpose })
      expect(first).toContain('EmailCodeSent')
      const again = await askNeutrally(running, { email: unknown, purpose })
      expect(again).toContain('Throttled')
      for (const email of [proven, unproven, disabled]) {
        expect(await askNeutrally(running, { email, purpose }), `${purpose} ${email}`).toBe(first)
        expect(await askNeutrally(running, { email, purpose }), `${purpose} ${email}`).toBe(again)
      }
      running.clock.move(60)
    }
  })

  test('a code is mailed only to an address that can use it', async () => {
    const running = await startApp(engine, unlimited)
    const [proven, unproven, unknown] = ['proven@example.com', 'unproven@example.com', 'unknown@example.com'] as const
    for (const email of [proven, unproven]) await signUp(running, { email, password: ada.password, ...quiet })
    await plantProof(running, proven)
    const codesAt = async (email: string) => (await mailsTo(running, email)).map(carriesSecret)
    for (const purpose of purposes) {
      for (const email of [proven, unproven, unknown]) await requestEmailCode(running, { email, purpose })
      await mailboxOf(running)
      running.clock.move(60)
    }
    expect(await codesAt(unknown), 'REGISTER only').toEqual([true])
    expect(await codesAt(unproven), 'everything').toEqual([true, true, true])
    expect(await codesAt(proven), 'that there is an account already, and RESET_PASSWORD').toEqual([false, true])
  })

  test('a request for a code changes nothing by itself', async () => {
    const running = await startApp(engine, unlimited)
    const { access, user } = await signUpQuietly(running)
    for (const purpose of purposes) {
      await requestEmailCode(running, { email: ada.email, purpose })
      running.clock.move(60)
    }
    expect(await statusOf(running, access)).toBe('fine')
    expect(await meOf(running, access)).toEqual(user)
    expect((await signIn(running)).user).toEqual(user)
  })

  test('the mail with a code follows Accept-Language', async () => {
    const running = await startApp(engine)
    const chinese = { headers: { 'accept-language': 'zh-CN' } }
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' }, chinese)
    const mail = await newestMailTo(running, ada.email)
    expect(mail.subject).toBe(`您的注册验证码是 ${mail.code()}`)
    expect(mail.html).toContain('lang="zh-CN"')
    running.clock.move(60)
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    expect((await newestMailTo(running, ada.email)).subject).toMatch(/^\d{6} is your registration code$/)
  })

  test('EMAIL_CODE_LENGTH and EMAIL_CODE_LIFETIME rule it', async () => {
    const running = await startApp(engine, { EMAIL_CODE_LENGTH: '8', EMAIL_CODE_LIFETIME: '90s' })
    await signUpQuietly(running)
    const input = { email: ada.email, purpose: 'VERIFY_EMAIL' } as const
    expect(await requestEmailCode(running, input)).toEqual({ ...sent, expiresIn: 90 })
    const code = await codeTo(running, ada.email)
    expect(code).toMatch(/^\d{8}$/)
    running.clock.move(90)
    expect(await verifyEmail(running, { email: ada.email, code })).toMatchObject(invalidCode)
  })
})

describe.each(engines)('how often one mailbox can be mailed on %s', (engine) => {
  test('with a code is once a minute to the second for one client, for whatever it asks', async () => {
    const running = await startApp(engine)
    const { access: token } = await signUpQuietly(running, grace)
    const throttled = (retryAfter: number) => ({
      __typename: 'Throttled',
      code: 'THROTTLED',
      retryAfter,
      retryAt: new Date(running.clock.now().getTime() + retryAfter * 1000).toISOString(),
    })
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })
    running.clock.move(1)
    for (const purpose of purposes) {
      const outcome = await requestEmailCode(running, { email: 'ADA@example.com', purpose })
      expect(outcome, purpose).toMatchObject(throttled(59))
    }
    running.clock.move(58)
    const change = { newEmail: ada.email, currentPassword: grace.password }
    expect(await requestEmailChange(running, { token, input: change })).toMatchObject(throttled(1))
    expect(await mailsTo(running, ada.email)).toHaveLength(1)
    running.clock.move(1)
    expect(await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' })).toEqual(sent)
    expect(await mailsTo(running, ada.email)).toHaveLength(2)
  })

  test('one client and purpose can mail a mailbox five times, then once in twelve minutes, and others have their share', async () => {
    const running = await startApp(engine, { LIMIT_CODE_PER_ADDRESS: 'off' })
    await signUpQuietly(running)
    const outcomes: string[] = []
    for (let minute = 0; minute < 12; minute += 1) {
      const address = '198.51.100.1'
      const { __typename: kind } =
        minute % 2 === 0
          ? await requestPasswordReset(running, { email: ada.email }, { address })
          : await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' }, { address })
      outcomes.push(kind)
      await mailboxOf(running)
      running.clock.move(60)
    }
    expect(outcomes.slice(5)).toEqual(Array.from({ length: 7 }, () => 'Throttled'))
    expect(await mailsTo(running, ada.email)).toHaveLength(5)
    expect(await requestPasswordReset(running, { email: ada.email })).toMatchObject({
      __typename: 'PasswordResetRequested',
    })
    expect(await mailsTo(running, ada.email)).toHaveLength(6)
    expect(await requestEmailCode(running, { email: grace.email, purpose: 'REGISTER' })).toEqual(sent)
  })

  test('one of 20 requests at once on two instances mails the mailbox', async () => {
    const running = await startApp(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const input = { email: ada.email, purpose: 'REGISTER' } as const
    const outcomes = await atOnce(20, (place) => requestEmailCode(place % 2 === 0 ? running : other, input))
    expect(kindsOf(outcomes)).toEqual({ EmailCodeSent: 1, Throttled: 19 })
    expect(await mailsTo(running, ada.email)).toHaveLength(1)
  })

  test('the limit of a mailbox counts the mails of registrations, and registrations go on without a mail', async () => {
    const running = await startApp(engine, { EMAIL_VERIFICATION: 'required' })
    for (let place = 1; place <= 7; place += 1) {
      const outcome = await register(running, { email: ada.email, password: ada.password })
      expect(outcome).toEqual({ __typename: 'RegistrationAccepted', email: ada.email })
      await mailboxOf(running)
      running.clock.move(60)
    }
    expect(await mailsTo(running, ada.email)).toHaveLength(5)
    const code = await requestEmailCode(running, { email: ada.email, purpose: 'VERIFY_EMAIL' })
    expect(code).toMatchObject({ __typename: 'Throttled', retryAfter: 300 })
  })

  test('one client address may ask for 30 codes an hour, and others are not held up', async () => {
    const running = await startApp(engine)
    const ask = (place: number, address: string) =>
      requestEmailCode(running, { email: `person${place}@example.com`, purpose: 'REGISTER' }, { address })
    const outcomes = await atOnce(31, (place) => ask(place, '198.51.100.9'))
    expect(kindsOf(outcomes)).toEqual({ EmailCodeSent: 30, Throttled: 1 })
    expect(await ask(99, '198.51.100.9')).toMatchObject({ __typename: 'Throttled', retryAfter: 120 })
    expect(await ask(99, '198.51.100.10')).toEqual(sent)
  })
})

describe.each(engines)('a mailed code on %s', (engine) => {
  test('a mailed code works for ten minutes, to the second', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    await signUpQuietly(running, grace)
    const inTime = await receiveCode(running, 'VERIFY_EMAIL')
    const tooLate = await receiveCode(running, 'VERIFY_EMAIL', grace.email)
    running.clock.move(599)
    expect(await verifyEmail(running, { email: ada.email, code: inTime })).toEqual({
      __typename: 'EmailVerified',
      email: ada.email,
    })
    running.clock.move(1)
    expect(await verifyEmail(running, { email: grace.email, code: tooLate })).toMatchObject(invalidCode)
  })

  test('a mailed code works only once', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    const input = { email: ada.email, code: await receiveCode(running, 'VERIFY_EMAIL') }
    expect(await verifyEmail(running, input)).toMatchObject({ __typename: 'EmailVerified' })
    expect(await verifyEmail(running, input)).toMatchObject(invalidCode)
  })

  test('a code is mailed again while it is outstanding, for three lifetimes', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    const first = await receiveCode(running, 'VERIFY_EMAIL')
    for (let half = 0; half < 5; half++) {
      running.clock.move(300)
      expect(await receiveCode(running, 'VERIFY_EMAIL')).toBe(first)
    }
    running.clock.move(301)
    const later = await receiveCode(running, 'VERIFY_EMAIL')
    expect(await verifyEmail(running, { email: ada.email, code: first })).toMatchObject(invalidCode)
    expect(await verifyEmail(running, { email: ada.email, code: later })).toMatchObject({ __typename: 'EmailVerified' })
  })

  test('a code that is mailed again keeps the guesses that were counted, and after five of them a new one is mailed', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    const first = await receiveCode(running, 'VERIFY_EMAIL')
    const wrong = first === '000000' ? '000001' : '000000'
    const guess = () => verifyEmail(running, { email: ada.email, code: wrong })
    for (let count = 0; count < 3; count++) expect(await guess()).toMatchObject(invalidCode)
    running.clock.move(60)
    expect(await receiveCode(running, 'VERIFY_EMAIL')).toBe(first)
    for (let count = 0; count < 2; count++) expect(await guess()).toMatchObject(invalidCode)
    expect(await verifyEmail(running, { email: ada.email, code: first })).toMatchObject(invalidCode)
    running.clock.move(60)
    const next = await receiveCode(running, 'VERIFY_EMAIL')
    expect(await verifyEmail(running, { email: ada.email, code: next })).toMatchObject({ __typename: 'EmailVerified' })
  })

  test('a mailed code is refused for another purpose, and stays good for its own', async () => {
    const running = await startApp(engine, unlimited)
    await signUpQuietly(running)
    const codes = new Map<EmailCodePurpose, string>()
    for (const purpose of purposes) {
      codes.set(purpose, await receiveCode(running, purpose))
      running.clock.move(60)
    }
    const tryOn: Record<(typeof purposes)[number], (code: string) => Promise<object>> = {
      REGISTER: (code: string) => register(running, { email: ada.email, password: grace.password, emailCode: code }),
      VERIFY_EMAIL: (code: string) => verifyEmail(running, { email: ada.email, code }),
      RESET_PASSWORD: (code: string) => resetPassword(running, { email: ada.email, code, newPassword: grace.password }),
    }
    for (const purpose of purposes) {
      for (const other of purposes.filter((each) => each !== purpose)) {
        const outcome = await tryOn[purpose](codes.get(other) ?? '')
        expect(outcome, `the code to ${other} for ${purpose}`).toMatchObject(invalidCode)
      }
    }
    expect(await tryOn.VERIFY_EMAIL(codes.get('VERIFY_EMAIL') ?? '')).toMatchObject({ __typename: 'EmailVerified' })
    expect(await tryOn.RESET_PASSWORD(codes.get('RESET_PASSWORD') ?? '')).toMatchObject({ __typename: 'PasswordReset' })
  })

  test('a mailed code is refused with another address', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    await signUpQuietly(running, grace)
    const code = await receiveCode(running, 'RESET_PASSWORD')
    await receiveCode(running, 'RESET_PASSWORD', grace.email)
    for (const email of [grace.email, 'unknown@example.com']) {
      const outcome = await resetPassword(running, { email, code, newPassword: 'words of somebody else' })
      expect(outcome, email).toMatchObject(invalidCode)
    }
    await signIn(running, grace)
  })

  test('a mailed code may be typed with white space and in full width', async () => {
    const running = await startApp(engine, unlimited)
    await signUpQuietly(running)
    const fullWidth = (code: string) => code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
    const halves = (code: string) => [code.slice(0, 3), code.slice(3)]
    const spellings = [
      (code: string) => ` ${halves(code).join(' ')}\r\n`,
      (code: string) => fullWidth(code),
      (code: string) => `\t${halves(fullWidth(code)).join('\u3000')}\u00a0`,
    ]
    for (const spell of spellings) {
      const typed = spell(await receiveCode(running, 'RESET_PASSWORD'))
      const outcome = await resetPassword(running, {
        email: ' Ada@EXAMPLE.com',
        code: typed,
        newPassword: ada.password,
      })
      expect(outcome, JSON.stringify(typed)).toMatchObject({ __typename: 'PasswordReset' })
      running.clock.move(60)
    }
  })

  test('one of 64 requests at once with the right code on two instances succeeds', async () => {
    const running = await startApp(engine, unlimited)
    const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    const { access } = await signUpQuietly(running)
    const code = await receiveCode(running, 'VERIFY_EMAIL')
    const outcomes = await atOnce(64, (place) =>
      verifyEmail(place % 2 === 0 ? running : other, { email: ada.email, code }, { token: access }),
    )
    expect(kindsOf(outcomes)).toMatchObject({ EmailVerified: 1 })
    expect(await meOf(running, access)).toMatchObject({ emailVerified: true })
  })
})

describe.each(engines)('guessing a code on %s', (engine) => {
  /** An unproven user, and the code that was mailed. */
  async function startGuessing(on: Engine) {
    const running = await startApp(on, unlimited)
    const { access: token } = await signUpQuietly(running)
    const code = await receiveCode(running, 'VERIFY_EMAIL')
    const guess = (typed: string, at = running) => verifyEmail(at, { email: ada.email, code: typed }, { token })
    return { running, code, guess, token }
  }

  function attemptsAt(running: RunningApp): Promise<number[]> {
    return plant(running, async (tx) => (await tx.select().from(tx.tables.emailCodes)).map(({ attempts }) => attempts))
  }

  test('a code still works after four wrong guesses', async () => {
    const { code, guess } = await startGuessing(engine)
    for (let place = 1; place <= 4; place += 1) expect(await guess(wrongCode(code, place))).toMatchObject(invalidCode)
    expect(await guess(code)).toMatchObject({ __typename: 'EmailVerified' })
  })

  test('the fifth wrong guess ends a code, and a fresh code works', async () => {
    const { running, code, guess } = await startGuessing(engine)
    for (let place = 1; place <= 5; place += 1) expect(await guess(wrongCode(code, place))).toMatchObject(invalidCode)
    expect(await guess(code)).toMatchObject(invalidCode)
    running.clock.move(60)
    expect(await guess(await receiveCode(running, 'VERIFY_EMAIL'))).toMatchObject({ __typename: 'EmailVerified' })
  })

  test('a guesser gains nothing from 64 guesses at once on two instances: five are compared', async () => {
    const { running, code, guess } = await startGuessing(engine)
    const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    const outcomes = await atOnce(64, (place) => guess(wrongCode(code, place + 1), place % 2 === 0 ? running : other))
    expect(kindsOf(outcomes)).not.toHaveProperty('EmailVerified')
    expect(await attemptsAt(running)).toEqual([5])
    running.clock.move(599)
    expect(await guess(code)).not.toMatchObject({ __typename: 'EmailVerified' })
  })

  test('the guesses for one address end after 50 a day, with any number of codes and from any client', async () => {
    const { running, guess, token } = await startGuessing(engine)
    const kinds: string[] = []
    for (let round = 0; round < 11; round += 1) {
      const code = round === 0 ? await codeTo(running, ada.email) : await receiveCode(running, 'VERIFY_EMAIL')
      const guesses = await atOnce(5, (place) =>
        verifyEmail(
          running,
          { email: ada.email, code: wrongCode(code, place + 1) },
          { address: `198.51.100.${place}` },
        ),
      )
      kinds.push(...guesses.map(({ __typename: kind }) => kind))
      running.clock.move(60)
    }
    expect(kinds.filter((kind) => kind === 'InvalidCode')).toHaveLength(50)
    expect(kinds.slice(50)).toEqual(Array.from({ length: 5 }, () => 'Throttled'))
    const throttled = await guess(await receiveCode(running, 'VERIFY_EMAIL'))
    expect(throttled).toMatchObject({ __typename: 'Throttled', retryAfter: 86_400 / 50 - 11 * 60 })

    await requestPasswordReset(running, { email: ada.email })
    running.clock.move(60)
    await requestPasswordReset(running, { email: ada.email })
    const input = { token: await tokenTo(running, ada.email), newPassword: grace.password }
    expect(await resetPassword(running, input), 'a link').toMatchObject({ __typename: 'PasswordReset' })
    expect(await statusOf(running, token)).toBe('SESSION_ENDED')
  })

  test('from one client address is over after 30 an hour, over all codes and links, with one answer for all', async () => {
    const running = await startApp(engine)
    await signUpQuietly(running)
    const code = await receiveCode(running, 'VERIFY_EMAIL')
    const attacker = { address: '198.51.100.9' }
    const tries: ((place: number) => Promise<{ __typename: string }>)[] = [
      (place) => verifyEmail(running, { email: `person${place}@example.com`, code: '123456' }, attacker),
      (place) => verifyEmail(running, { token: `token${place}` }, attacker),
      (place) => resetPassword(running, { token: `token${place}`, newPassword: grace.password }, attacker),
    ]
    const outcomes = await Promise.all(tries.map((attempt) => atOnce(10, attempt)))
    expect(kindsOf(outcomes.flat())).toEqual({ InvalidCode: 10, InvalidToken: 20 })
    for (const attempt of tries) {
      expect(await attempt(0)).toMatchObject({ __typename: 'Throttled', code: 'THROTTLED', retryAfter: 120 })
    }
    const owner = { address: '203.0.113.5' }
    const outcome = await verifyEmail(running, { email: ada.email, code }, owner)
    expect(outcome).toMatchObject({ __typename: 'EmailVerified' })
  })
})
