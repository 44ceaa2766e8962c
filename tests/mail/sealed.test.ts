import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RegisterDocument, RequestPasswordResetDocument } from '../../src/client/generated/operations.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { ada } from '../support/people.js'
import { secretsOf } from '../support/root-keys.js'
import { code, openSink, type Script, startCourier } from '../support/smtp-sink.js'
import { startApp } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

async function start(engine: Engine, script: Script = {}) {
  const [databaseUrl, sink] = [await createDatabase(engine), await openSink(script)]
  return { databaseUrl, sink, courier: await startCourier({ databaseUrl, smtpUrl: sink.url }) }
}

/** Everything that a thief of the database has. */
async function stolen(databaseUrl: string): Promise<string> {
  if (databaseUrl.startsWith('file:')) return stolenFiles(databaseUrl.slice('file:'.length))
  const tables = await runSql(databaseUrl, `select tablename from pg_tables where schemaname = 'public'`)
  const dumps = (tables as { tablename: string }[]).map(({ tablename }) =>
    runSql(databaseUrl, `select t::text as row from "${tablename}" t`),
  )
  return JSON.stringify(await Promise.all(dumps))
}

function stolenFiles(file: string): string {
  const files = [file, `${file}-wal`].filter((name) => existsSync(name))
  return files.map((name) => readFileSync(name, 'latin1')).join('')
}

/** PostgreSQL shows bytes in hexadecimal. */
function expectNotIn(dump: string, secret: string): void {
  expect(secret.length).toBeGreaterThanOrEqual(10)
  expect(dump).not.toContain(secret)
  expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
}

describe.each(engines)('what a mail carries (%s)', (engine) => {
  test('the content of a mail is not readable in the database, before and after it is sent', async () => {
    const sink = await openSink()
    const running = await startApp(engine, { SMTP_URL: sink.url, EMAIL_CODE_LENGTH: '10' })
    await running.ask(RegisterDocument, { input: ada })
    await running.ask(RequestPasswordResetDocument, { input: { email: ada.email } })
    const before = await stolen(running.settings.DATABASE_URL)
    expect(before).toContain(ada.email)
    await running.app.deliverMail()
    await sink.until(() => sink.mails.length === 2)
    const after = await stolen(running.settings.DATABASE_URL)
    const [verification, reset] = sink.mails.toSorted((a, b) => b.text.length - a.text.length)
    const secrets = [verification?.code(), verification?.token(), reset?.token()]
    for (const secret of secrets) for (const dump of [before, after]) expectNotIn(dump, secret ?? '')
  })

  test('the content of a mail is sealed while it waits, and differs for equal mails', async () => {
    const { courier } = await start(engine)
    await courier.post({ to: 'ada@example.com' }, { to: 'ada@example.com' })
    const [first, second] = (await courier.rows()).map(({ sealedValues }) => sealedValues)
    expect(first?.length).toBeGreaterThan(28)
    expect(first).not.toEqual(second)
    expect(first?.toString('latin1')).not.toContain(code)
  })

  test.each([
    ['sent', 'accept', 0],
    ['dropped', 'accept', 600],
  ] as const)('the content of a mail is erased when the mail is %s', async (state, verdict, secondsLater) => {
    const { courier, sink } = await start(engine, { recipient: () => verdict })
    await courier.post({ to: 'ada@example.com' })
    courier.clock.move(secondsLater)
    await courier.deliver()
    const row = await courier.rowTo('ada@example.com')
    expect(row).toMatchObject({ state, sealedValues: null, settledAt: courier.clock.now() })
    expect(sink.mails).toHaveLength(state === 'sent' ? 1 : 0)
  })

  test('the content of a mail stays while the mail is postponed', async () => {
    const { courier } = await start(engine, { recipient: () => 450 })
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    expect((await courier.rowTo('ada@example.com')).sealedValues).not.toBeNull()
  })

  test('the content of a mail is sent only by an instance that knows the key that sealed it', async () => {
    const { courier, sink, databaseUrl } = await start(engine)
    const at = { databaseUrl, smtpUrl: sink.url }
    await courier.post({ to: 'ada@example.com' })
    await (await startCourier(at, { clock: courier.clock, secrets: secretsOf(2, 1) })).deliver()
    expect(sink.mails.map((mail) => mail.code())).toEqual([code])
    await courier.post({ to: 'grace@example.com' })
    await (await startCourier(at, { clock: courier.clock, secrets: secretsOf(2) })).deliver()
    expect(sink.mails).toHaveLength(1)
    expect(await courier.rowTo('grace@example.com')).toMatchObject({ state: 'failed' })
  })
})
