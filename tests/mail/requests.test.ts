import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { RegisterInput } from '../../src/client/generated/operations.js'
import { RegisterDocument, RequestPasswordResetDocument } from '../../src/client/generated/operations.js'
import { createFolder, engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { mailboxOf } from '../support/mailbox.js'
import { atOnce, login, register } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { openSink } from '../support/smtp-sink.js'
import { startApp } from '../support/start-app.js'

function person(place: number): RegisterInput {
  return { email: `user${place}@example.com`, password: ada.password }
}

const resetText = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }'
const notOneAddress = [
  'ada@example.com\r\nBcc: eve@example.com',
  'ada@example.com, eve@example.com',
  'ada@example.com;eve@example.com',
  '"eve@example.com"@example.com',
  'Ada <ada@example.com>',
  'ada@example.com (eve@example.com)',
  'ada@example.com\0',
  'ada＠example.com',
  'adа@example.com',
  ['ada@example.com', 'eve@example.com'],
  { address: 'ada@example.com' },
]

describe.each(engines)('requests (%s)', (engine) => {
  test.each(['greeting', 'content'] as const)(
    'requests are answered while the mail server stalls at the %s',
    async (stage) => {
      const sink = await openSink({ [stage]: () => 'stall' })
      const running = await startApp(engine, { SMTP_URL: sink.url, LIMIT_REGISTER_PER_ADDRESS: '100/1h' })
      await atOnce(8, (place) => register(running, person(place)))
      const deliveries = atOnce(6, () => running.app.deliverMail())
      await sink.until(() => sink.stalled() === 5)
      expect(await register(running, ada)).toMatchObject({ __typename: 'SignedIn' })
      expect(await login(running, { identifier: ada.email, password: ada.password })).toMatchObject({
        __typename: 'SignedIn',
      })
      expect(sink.stalled()).toBe(5)
      expect(sink.mails).toEqual([])
      sink.release()
      await deliveries
      await sink.until(() => sink.mails.length === 9)
      expect(sink.maxSockets()).toBe(5)
    },
  )

  test('requests get the same answers while the mail server is away', async () => {
    const running = await startApp(engine, { SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}` })
    expect(await register(running, ada)).toMatchObject({ __typename: 'SignedIn' })
    await running.app.deliverMail()
    const { data, errors } = await running.ask(RequestPasswordResetDocument, { input: { email: ada.email } })
    expect(errors).toBeUndefined()
    expect(data.requestPasswordReset).toMatchObject({ __typename: 'PasswordResetRequested' })
  })

  test('requests cannot put their headers into a mail', async () => {
    const running = await startApp(engine, { PUBLIC_URL: 'https://auth.example.com' })
    const headers = {
      host: 'evil.test',
      origin: 'https://auth.example.com',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'gopher',
      forwarded: 'host=evil.test',
      'accept-language': 'evil-test',
    }
    await running.ask(RegisterDocument, { input: ada }, { headers })
    const [mail] = await mailboxOf(running)
    expect(mail?.link()).toMatch(/^https:\/\/auth\.example\.com\/verify-email\?token=/)
    expect(JSON.stringify(mail)).not.toMatch(/evil|gopher/)
  })

  test('requests with anything but one address send no mail', async () => {
    const running = await startApp(engine)
    await signUp(running, { ...ada, sendEmail: false })
    for (const email of notOneAddress) {
      const { data, errors } = await running.askText(resetText, { input: { email } })
      const refusal = errors?.[0]?.extensions.code ?? data?.requestPasswordReset
      expect([{ __typename: 'InvalidInput' }, 'BAD_USER_INPUT'], JSON.stringify(email)).toContainEqual(refusal)
    }
    expect(await mailboxOf(running)).toEqual([])
  })

  test('requests with another spelling of a stored address send the mail to the stored one', async () => {
    const sink = await openSink()
    const running = await startApp(engine, { SMTP_URL: sink.url })
    await signUp(running, { ...ada, sendEmail: false })
    await running.ask(RequestPasswordResetDocument, { input: { email: ' ADA@ＥＸＡＭＰＬＥ.com ' } })
    await running.app.deliverMail()
    await sink.until(() => sink.mails.length === 1)
    expect(sink.mails[0]).toMatchObject({ to: ada.email, envelope: { to: [ada.email] } })
  })
})

describe("an operator's template", () => {
  test('a template of an operator replaces that of its message only', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'verify-email.en.hbs'), 'Subject: Hello from Example\n\n@code\n\n@link Prove it\n')
    const running = await startApp('sqlite', { MAIL_TEMPLATES: folder })
    await signUp(running)
    await running.ask(RequestPasswordResetDocument, { input: { email: ada.email } })
    const subjects = (await mailboxOf(running)).map(({ subject }) => subject)
    expect(subjects.sort()).toEqual(['Hello from Example', 'Reset your password'])
  })

  test('a template that needs a missing value delays no other message', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'verify-email.en.hbs'), 'Subject: Hello {{firstName}}\n\n@code\n')
    const sink = await openSink()
    const running = await startApp('sqlite', { MAIL_TEMPLATES: folder, SMTP_URL: sink.url })
    await signUp(running)
    await running.ask(RequestPasswordResetDocument, { input: { email: ada.email } })
    await sink.until(() => sink.mails.length === 1)
    expect(sink.mails[0]?.subject).toBe('Reset your password')
  })
})

test('an app stops at once while the mail server stalls', async () => {
  const sink = await openSink({ greeting: () => 'stall' })
  const running = await startApp('sqlite', { SMTP_URL: sink.url })
  await signUp(running)
  await sink.until(() => sink.stalled() === 1)
  const stopping = running.app[Symbol.asyncDispose]().then(() => 'stopped')
  const first = await Promise.race([stopping, pause(3000, 'still running')])
  sink.release()
  await stopping
  expect(first).toBe('stopped')
})
