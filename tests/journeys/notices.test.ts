import { describe, expect, test } from 'vitest'
import type { RegisterInput } from '../../src/client/generated/operations.js'
import { verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { type Mail, mailboxOf } from '../support/mailbox.js'
import { carriesSecret, codeTo, mailsTo, newestMailTo, tokenTo, wordsOf } from '../support/mails.js'
import {
  atOnce,
  changePassword,
  confirmEmailChange,
  login,
  refresh,
  register,
  requestEmailChange,
  requestEmailCode,
  requestPasswordReset,
  resetPassword,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, type SignedIn, signIn, signUp } from '../support/people.js'
import { type AskOptions, type RunningApp, startApp } from '../support/start-app.js'

const newPassword = 'difference engine 1822'
const change = { currentPassword: ada.password, newPassword }
const chinese = { headers: { 'accept-language': 'zh-CN' } }
const wrong = { identifier: ada.email, password: 'not this one' }
const right = { identifier: ada.email, password: ada.password }

async function startWithUser(engine: Engine, options?: AskOptions) {
  const running = await startApp(engine)
  const own = await signUp(running, { ...ada, sendEmail: false }, options)
  await plantProof(running, ada.email)
  return { running, own, token: own.access }
}

async function subjectsTo(running: RunningApp, email: string = ada.email): Promise<string[]> {
  return (await mailsTo(running, email)).map(({ subject }) => subject)
}

async function fail(running: RunningApp, count: number): Promise<void> {
  for (let attempt = 0; attempt < count; attempt += 1) {
    expect(await login(running, wrong)).toMatchObject({ __typename: 'InvalidCredentials' })
  }
}

/** Presents the first refresh token of the session after its successor's successor has been used. */
async function replay(running: RunningApp, own: SignedIn): Promise<void> {
  let token = own.refresh
  for (let round = 0; round < 3; round += 1) {
    const outcome = await refresh(running, { refreshToken: token })
    token = outcome.__typename === 'Refreshed' ? (outcome.tokens.refreshToken ?? '') : ''
  }
  running.clock.move(60)
  await refresh(running, { refreshToken: own.refresh }, { address: '203.0.113.66' })
}

function expectNotice(mail: Mail, running: RunningApp, address: string): void {
  const minute = running.clock.now().toISOString().slice(0, 16).replace('T', ' ')
  expect(mail.text).toContain(`Time: ${minute} UTC`)
  expect(mail.text).toContain(`From: ${address}`)
  expect(mail.text).not.toContain('lightMyRequest')
  expect(carriesSecret(mail), mail.text).toBe(false)
}

describe.each(engines)('the owner of an account on %s', (engine) => {
  test('a change of the password is told once: when and from where, and with no word of the request', async () => {
    const { running, token } = await startWithUser(engine)
    await changePassword(running, { token, input: { ...change, currentPassword: 'not this one' } })
    await changePassword(running, { token, input: { ...change, newPassword: 'short' } })
    expect(await mailboxOf(running)).toEqual([])
    expect(await changePassword(running, { token, input: change })).toMatchObject({ __typename: 'PasswordChanged' })
    expect(await subjectsTo(running)).toEqual(['Your password was changed'])
    expectNotice(await newestMailTo(running, ada.email), running, '127.0.0.1')
  })

  test('a reset of the password is told once', async () => {
    const { running } = await startWithUser(engine)
    await requestPasswordReset(running, { email: ada.email })
    const token = await tokenTo(running, ada.email)
    await resetPassword(running, { token, newPassword: 'short' })
    await resetPassword(running, { token, newPassword }, { address: '203.0.113.5' })
    await resetPassword(running, { token, newPassword })
    expect(await subjectsTo(running)).toEqual(['Reset your password', 'Your password was reset'])
    expectNotice(await newestMailTo(running, ada.email), running, '203.0.113.5')
  })

  test('a change of the address is told at the old and at the new address', async () => {
    const { running, token } = await startWithUser(engine)
    const newEmail = 'countess@example.com'
    await requestEmailChange(running, { token, input: { newEmail, currentPassword: ada.password } })
    await confirmEmailChange(running, { token: await tokenTo(running, newEmail) }, { address: '203.0.113.5' })
    expect(await subjectsTo(running)).toEqual(['Your e-mail address was changed'])
    expect(await subjectsTo(running, newEmail)).toEqual([
      'Confirm your new e-mail address',
      'Your e-mail address was changed',
    ])
    expectNotice(await newestMailTo(running, ada.email), running, '203.0.113.5')
    expectNotice(await newestMailTo(running, newEmail), running, '203.0.113.5')
  })

  test('a replay of an old refresh token is told once, however often it comes', async () => {
    const { running, own } = await startWithUser(engine)
    await replay(running, own)
    await atOnce(10, () => refresh(running, { refreshToken: own.refresh }))
    expect(await subjectsTo(running)).toEqual(['A session of yours was ended'])
    expectNotice(await newestMailTo(running, ada.email), running, '203.0.113.66')
  })

  test('ten replays of one token at the same time are told once', async () => {
    const { running, own } = await startWithUser(engine)
    const second = await refresh(running, { refreshToken: own.refresh })
    const token = second.__typename === 'Refreshed' ? (second.tokens.refreshToken ?? '') : ''
    await refresh(running, { refreshToken: token })
    running.clock.move(60)
    await atOnce(10, () => refresh(running, { refreshToken: own.refresh }))
    expect(await subjectsTo(running)).toEqual(['A session of yours was ended'])
  })

  test('a sign-in after five wrong passwords is told, once an hour, and not after four', async () => {
    const { running } = await startWithUser(engine)
    await fail(running, 4)
    await login(running, right)
    expect(await mailboxOf(running)).toEqual([])
    running.clock.move(15 * 60)
    const suspicious = async () => {
      await fail(running, 5)
      expect(await login(running, right, { address: '203.0.113.7' })).toMatchObject({ __typename: 'SignedIn' })
      return subjectsTo(running)
    }
    const told = ['New sign-in to your account']
    expect(await suspicious()).toEqual(told)
    expectNotice(await newestMailTo(running, ada.email), running, '203.0.113.7')
    running.clock.move(20 * 60)
    expect(await suspicious()).toEqual(told)
    running.clock.move(40 * 60)
    expect(await suspicious()).toEqual([...told, ...told])
  })

  test('failures alone, ordinary sign-ins and refreshes are not told', async () => {
    const { running, own } = await startWithUser(engine)
    await fail(running, 10)
    expect(await login(running, right)).toMatchObject({ __typename: 'Throttled' })
    running.clock.move(3600)
    await atOnce(5, () => signIn(running))
    await refresh(running, { refreshToken: own.refresh })
    expect(await mailboxOf(running)).toEqual([])
  })

  test('without an address is told nothing, and everything works', async () => {
    const running = await startApp(engine, { EMAIL_REQUIRED: 'false' })
    const person = { username: ada.username, password: ada.password }
    const own = await signUp(running, person)
    expect(await changePassword(running, { token: own.access, input: change })).toMatchObject({
      __typename: 'PasswordChanged',
    })
    const again = await signIn(running, { ...person, password: newPassword })
    await replay(running, again)
    expect(await mailboxOf(running)).toEqual([])
  })
})

describe.each(engines)('the language of a notice on %s', (engine) => {
  test('the language of a notice is that of the last sign-in, whatever the request speaks', async () => {
    const { running, token } = await startWithUser(engine, chinese)
    await changePassword(running, { token, input: change })
    expect(await subjectsTo(running)).toEqual(['您的密码已修改'])
    const { access } = await signIn(running, { email: ada.email, password: newPassword })
    const back = { currentPassword: newPassword, newPassword: ada.password }
    await changePassword(running, { token: access, input: back })
    expect(await subjectsTo(running)).toEqual(['您的密码已修改', 'Your password was changed'])
  })

  test('all kinds of notices have the same language', async () => {
    const { running, own, token } = await startWithUser(engine, chinese)
    const newEmail = 'countess@example.com'
    await requestEmailChange(running, { token, input: { newEmail, currentPassword: ada.password } })
    await confirmEmailChange(running, { token: await tokenTo(running, newEmail) })
    await replay(running, own)
    await mailboxOf(running)
    await requestPasswordReset(running, { email: newEmail })
    await resetPassword(running, { token: await tokenTo(running, newEmail), newPassword })
    expect(await subjectsTo(running)).toEqual(['您的邮箱已更改'])
    expect(await subjectsTo(running, newEmail)).toEqual([
      'Confirm your new e-mail address',
      '您的邮箱已更改',
      '您的一个会话已被终止',
      'Reset your password',
      '您的密码已重置',
    ])
  })
})

const bait = 'bait.example.net'
const baits: Record<string, string> = {
  host: bait,
  'x-forwarded-host': bait,
  'x-forwarded-proto': 'gopher',
  'x-forwarded-port': '6666',
  'x-forwarded-prefix': `/${bait}`,
  'x-forwarded-server': bait,
  'x-original-url': `/${bait}`,
  'x-rewrite-url': `/${bait}`,
  'x-http-host-override': bait,
  forwarded: `host=${bait};proto=gopher`,
  origin: `https://${bait}`,
  referer: `https://${bait}/reset?token=stolen`,
  from: `eve@${bait}`,
}
const pages = {
  PUBLIC_URL: 'https://id.example.org',
  RESET_PASSWORD_URL: 'https://app.example.org/reset',
  VERIFY_EMAIL_URL: 'https://app.example.org/verify',
}

describe.each(engines)('a mail on %s', (engine) => {
  /** Every kind of mail that a stranger can cause, with the headers of the test. */
  async function causeAll(running: RunningApp, { headers }: AskOptions & { headers: Record<string, string> }) {
    const options = { headers }
    const own = await signUp(running, ada, options)
    await verifyEmail(running, { token: await tokenTo(running, ada.email) }, options)
    await requestEmailCode(running, { email: grace.email, purpose: 'REGISTER' }, options)
    const code = await codeTo(running, grace.email)
    const input: RegisterInput = { ...grace, emailCode: code }
    const other = await signUp(running, input, options)
    await requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' }, options)
    await requestPasswordReset(running, { email: ada.email }, options)
    const newEmail = 'admiral@example.com'
    const moving = { newEmail, currentPassword: grace.password }
    await requestEmailChange(running, { token: other.access, input: moving }, headers)
    await confirmEmailChange(running, { token: await tokenTo(running, newEmail) }, options)
    await resetPassword(running, { token: await tokenTo(running, ada.email), newPassword }, options)
    await register(running, { ...ada, username: 'other' }, options)
    running.clock.move(60)
    await requestEmailCode(running, { email: ada.email, purpose: 'REGISTER' }, options)
    return { own, other, code }
  }

  test('a mail never follows a header of the request, and its links lead where the settings say', async () => {
    const running = await startApp(engine, pages)
    await causeAll(running, { headers: baits })
    const mails = await mailboxOf(running)
    expect(new Set(mails.map(({ subject }) => subject.replace(/\d{6}/, '–')))).toEqual(
      new Set([
        'Confirm your e-mail address',
        '– is your registration code',
        'Welcome',
        '– resets your password',
        'Reset your password',
        'Confirm your new e-mail address',
        'Your e-mail address was changed',
        'Your password was reset',
        'You already have an account',
      ]),
    )
    for (const mail of mails) {
      expect(wordsOf(mail), mail.subject).not.toMatch(/bait|gopher|:6666|stolen/)
      expect([ada.email, grace.email, 'admiral@example.com']).toContain(mail.to)
    }
    const links = mails.filter(({ text }) => text.includes('token=')).map((mail) => mail.link().split('?')[0])
    expect(links.sort()).toEqual([pages.RESET_PASSWORD_URL, pages.VERIFY_EMAIL_URL, `${pages.PUBLIC_URL}/change-email`])
  })

  test('a mail holds no password and no token of a session', async () => {
    const running = await startApp(engine, pages)
    const { own, other } = await causeAll(running, { headers: {} })
    const tokens = [own, other].flatMap(({ access, refresh: refreshToken }) => [access, refreshToken])
    const secrets = [ada.password, grace.password, newPassword, ...tokens]
    for (const mail of await mailboxOf(running)) {
      for (const secret of secrets) expect(wordsOf(mail), mail.subject).not.toContain(secret)
    }
  })
})

describe.each(engines)('many notices on %s', (engine) => {
  test('beyond the allowance of the recipient, the notices of an hour are one mail that counts them', async () => {
    const running = await startApp(engine, { LIMIT_MAIL_PER_RECIPIENT: '2/1h', LIMIT_LOGIN_PER_USER: 'off' })
    const { access: token } = await signUp(running, { ...ada, sendEmail: false })
    await plantProof(running, ada.email)
    const passwords = Array.from({ length: 6 }, (_, place) => `difference engine 182${place}`)
    for (const [place, next] of passwords.entries()) {
      const input = { currentPassword: passwords[place - 1] ?? ada.password, newPassword: next }
      expect(await changePassword(running, { token, input })).toMatchObject({ __typename: 'PasswordChanged' })
    }
    const changed = 'Your password was changed'
    expect(await subjectsTo(running)).toEqual([changed, changed])
    running.clock.move(3600)
    expect(await subjectsTo(running)).toEqual([changed, changed, 'More happened to your account'])
    expect((await newestMailTo(running, ada.email)).text).toContain('There were 4 more in the last hour')
  })

  test('an address that is not proven gets no notice, whatever happens to the account', async () => {
    const running = await startApp(engine)
    const own = await signUp(running, { ...ada, sendEmail: false })
    expect(await changePassword(running, { token: own.access, input: change })).toMatchObject({ revokedSessions: 0 })
    await replay(running, own)
    expect(await subjectsTo(running)).toEqual([])
  })
})
