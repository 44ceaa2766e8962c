import { describe, expect, test } from 'vitest'
import type { ListMailsInput } from '../../src/administration/list-mails.js'
import { listMails } from '../../src/administration/list-mails.js'
import { expireRows } from '../../src/jobs/expire-rows.js'
import { mailStates } from '../../src/mail/mail-view.js'
import { retryMail } from '../../src/mail/retry-mail.js'
import { addSeconds } from '../../src/platform/durations.js'
import { listAuditPage } from '../../src/store/audit-pages.js'
import { selectMessagePage } from '../../src/store/mails.js'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { atOnce } from '../support/operations.js'
import { explainPlan, isWholeScan } from '../support/query-plans.js'
import { operator } from '../support/roles.js'
import { code, openSink, type Script, startCourier } from '../support/smtp-sink.js'

async function start(engine: Engine, script: Script = {}) {
  const [databaseUrl, sink] = [await createDatabase(engine), await openSink(script)]
  const courier = await startCourier({ databaseUrl, smtpUrl: sink.url })
  return { databaseUrl, sink, courier, retry: (mailId: string) => retryMail(courier, { mailId }, operator) }
}

const newest = { position: null, direction: 'newestFirst', max: 10 } as const

describe.each(engines)('mails for administrators on %s', (engine) => {
  test('a mail that was refused is sent with its content when somebody asks for another attempt', async () => {
    const { sink, courier, retry } = await start(engine, { recipient: () => 550 })
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    sink.script = {}
    const { id } = await courier.rowTo('ada@example.com')
    expect(await retry(id)).toMatchObject({ kind: 'mailRetried', mail: { state: 'WAITING', settledAt: null } })
    await courier.deliver()
    expect(sink.mails.map((mail) => mail.code())).toEqual([code])
    expect(await courier.rowTo('ada@example.com')).toMatchObject({ state: 'sent', sealedValues: null })
    const events = await listAuditPage(courier.store.read, { ...newest, filter: { kinds: ['mail.retried'] } })
    expect(events).toMatchObject([{ actorKind: 'commandLine', details: JSON.stringify({ mailId: id }) }])
  })

  test('a mail that waits for a later attempt is due at once when somebody asks for it', async () => {
    const { sink, courier, retry } = await start(engine, { recipient: () => 450 })
    await courier.post({ to: 'ada@example.com', lifetimeSeconds: 86_400 })
    for (let attempt = 0; attempt < 7; attempt += 1) {
      await courier.deliver()
      courier.clock.move(1200)
    }
    sink.script = {}
    const { id, nextAttemptAt } = await courier.rowTo('ada@example.com')
    courier.clock.move((nextAttemptAt.getTime() - courier.clock.now().getTime()) / 1000 - 200)
    await courier.deliver()
    expect(sink.mails).toHaveLength(0)
    await retry(id)
    await courier.deliver()
    expect(sink.mails).toHaveLength(1)
  })

  test('a mail that a worker is sending is not sent twice when somebody asks for another attempt', async () => {
    const { sink, courier, retry } = await start(engine, { content: () => 'stall' })
    await courier.post({ to: 'ada@example.com' })
    const sending = courier.deliver()
    await sink.until(() => sink.stalled() === 1)
    const { id } = await courier.rowTo('ada@example.com')
    expect((await retry(id)).kind).toBe('mailRetried')
    await courier.deliver()
    sink.release()
    await sending
    await courier.deliver()
    expect(sink.mails).toHaveLength(1)
  })

  test('twenty people who ask at once for another attempt cause one mail', async () => {
    const { sink, courier, retry } = await start(engine, { recipient: () => 550 })
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    sink.script = {}
    const { id } = await courier.rowTo('ada@example.com')
    const outcomes = await atOnce(20, () => retry(id))
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['mailRetried']))
    await Promise.all([courier.deliver(), courier.deliver()])
    expect(sink.mails).toHaveLength(1)
  })

  test('a mail that was sent, dropped or has expired cannot be sent again, and its content is gone', async () => {
    const { sink, courier, retry } = await start(engine)
    await courier.post({ to: 'sent@example.com' })
    await courier.deliver()
    sink.script = { recipient: () => 550 }
    await courier.post({ to: 'refused@example.com' })
    await courier.deliver()
    await courier.post({ to: 'dropped@example.com' })
    courier.clock.move(601)
    await courier.deliver()
    const { store, clock } = courier
    await expireRows({ store, clock, auditSeconds: 86_400, mailSeconds: 86_400 }).run(new AbortController().signal)
    for (const { id, sealedValues } of await courier.rows()) {
      expect((await retry(id)).kind).toBe('mailOver')
      expect(sealedValues).toBeNull()
    }
    expect((await retry('0'.repeat(32))).kind).toBe('mailNotFound')
  })

  test('the mails of each state are listed page by page, without the rows for nobody', async () => {
    const { sink, courier } = await start(engine)
    await courier.post(...['a', 'b', 'c'].map((name) => ({ to: `${name}@sent.example` })))
    await courier.deliver()
    sink.script = { recipient: () => 550 }
    await courier.post({ to: 'd@refused.example' })
    await courier.deliver()
    await courier.store.transaction((tx) => courier.postOn(tx, { to: null } as never))
    await courier.post({ to: 'e@waiting.example' })
    const list = async (input: ListMailsInput) => {
      const page = await listMails(courier, input)
      if (page.kind !== 'mails') throw new Error(page.argument)
      return page
    }
    const listed = await Promise.all(mailStates.map((state) => list({ state })))
    expect(listed.map(({ edges }) => edges.length)).toEqual([1, 3, 1, 0])
    const first = await list({ first: 3 })
    const second = await list({ first: 3, after: first.pageInfo.endCursor })
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
    const recipients = [...first.edges, ...second.edges].map(({ node }) => node.recipient)
    expect(new Set(recipients).size).toBe(5)
    expect(JSON.stringify(listed)).not.toContain(code)
  })

  test('settled mails are deleted after the time of the setting, and not earlier', async () => {
    const { courier } = await start(engine)
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    const { store, clock } = courier
    const clean = () => expireRows({ store, clock, auditSeconds: 86_400, mailSeconds: 3 * 86_400 })
    clock.move(2 * 86_400)
    await clean().run(new AbortController().signal)
    expect(await courier.rows()).toHaveLength(1)
    clock.move(2 * 86_400)
    await clean().run(new AbortController().signal)
    expect(await courier.rows()).toEqual([])
  })

  test('each list of mails is read from an index in its order', async () => {
    const { databaseUrl, courier } = await start(engine)
    await courier.post(...Array.from({ length: 3000 }, (_, place) => ({ to: `user${place}@example.com` })))
    const position = { createdAt: addSeconds(courier.clock.now(), 1), id: 'x' }
    for (const state of [null, 'sent', 'waiting']) {
      const query = selectMessagePage(courier.store.read, { ...newest, state, position })
      const plan = await explainPlan({ engine, databaseUrl }, query)
      expect(plan).toMatch(/outbox_messages_in_(order|state)/)
      expect(isWholeScan(plan, 'outbox_messages')).toBe(false)
    }
  })
})
