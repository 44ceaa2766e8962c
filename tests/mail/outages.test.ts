import { describe, expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { findFreePort } from '../support/free-port.js'
import { type Courier, openSink, type SmtpSink, startCourier } from '../support/smtp-sink.js'

interface Seconds {
  from: number
  to: number
}

/** How long the only message waits from now on. */
async function pauseOf(courier: Courier): Promise<number> {
  const [row] = await courier.rows()
  return ((row?.nextAttemptAt.getTime() ?? Number.NaN) - courier.clock.now().getTime()) / 1000
}

function expectWithin(seconds: number, { from, to }: Seconds): void {
  expect(seconds).toBeGreaterThanOrEqual(from)
  expect(seconds).toBeLessThanOrEqual(to)
}

function recipientsOf({ mails }: SmtpSink): string[] {
  return mails.map(({ to }) => to).sort()
}

const addresses = ['ada@example.com', 'bob@example.com', 'cleo@example.com', 'dan@example.com']

describe.each(engines)('a mail server (%s)', (engine) => {
  async function start(sink: SmtpSink): Promise<Courier> {
    return startCourier({ databaseUrl: await createDatabase(engine), smtpUrl: sink.url })
  }

  test('a mail server that refused connections gets all mails that are still valid when it is up, and no others', async () => {
    const port = await findFreePort()
    const courier = await startCourier({
      databaseUrl: await createDatabase(engine),
      smtpUrl: `smtp://127.0.0.1:${port}`,
    })
    await courier.post({ to: 'short@example.com', lifetimeSeconds: 300 })
    await courier.post(...addresses.map((to) => ({ to, lifetimeSeconds: 1200 })))
    for (let minute = 0; minute < 10; minute += 1) {
      await courier.deliver()
      courier.clock.move(60)
    }
    expect(new Set((await courier.rows()).map(({ lastFailure }) => lastFailure))).toEqual(
      new Set(['ESOCKET', 'expired']),
    )
    const sink = await openSink({}, port)
    courier.clock.move(590)
    await courier.deliver()
    expect(recipientsOf(sink)).toEqual(addresses)
    expect(await courier.rowTo('short@example.com')).toMatchObject({ state: 'dropped', sealedValues: null })
  })

  test('a mail server that answers 4xx is asked again after doubling pauses, and then gets the mail once', async () => {
    const sink = await openSink({ content: () => 451 })
    const courier = await start(sink)
    await courier.post({ to: 'ada@example.com', lifetimeSeconds: 3 * 86_400 })
    for (const longest of [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      await courier.deliver()
      const pause = await pauseOf(courier)
      expectWithin(pause, { from: longest / 2, to: longest })
      const before = sink.attempts.length
      courier.clock.move(Math.floor(pause) - 1)
      await courier.deliver()
      expect(sink.attempts).toHaveLength(before)
      courier.clock.move(2)
    }
    sink.script = {}
    await courier.deliver()
    courier.clock.move(86_400)
    await courier.deliver()
    expect(sink.mails).toHaveLength(1)
    expect(await courier.rowTo('ada@example.com')).toMatchObject({ state: 'sent', attempts: 11, sealedValues: null })
  })

  test('a mail server sees one Message-ID for all attempts of a mail, and another one for another mail', async () => {
    const sink = await openSink({ content: () => 451 })
    const courier = await start(sink)
    await courier.post({ to: 'ada@example.com' })
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await courier.deliver()
      courier.clock.move(60)
    }
    sink.script = {}
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    const ids = sink.attempts.map(({ messageId }) => messageId)
    expect(ids).toHaveLength(5)
    expect(new Set(ids.slice(0, 3)).size).toBe(1)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^<[0-9a-f]{32}@auth\.test>$/)
  })

  test.each([550, 552])(
    'a mail server that answers %i for one address ends that mail at once and gets the others',
    async (status) => {
      const sink = await openSink({ recipient: (to) => (to === 'bob@example.com' ? status : 'accept') })
      const courier = await start(sink)
      await courier.post(...addresses.map((to) => ({ to })))
      await courier.deliver()
      expect(recipientsOf(sink)).toEqual(addresses.filter((address) => address !== 'bob@example.com'))
      expect(await courier.rowTo('bob@example.com')).toMatchObject({
        state: 'failed',
        attempts: 1,
        lastFailure: String(status),
      })
    },
  )

  test('a mail server that answers 5xx to the content of a mail is not asked again', async () => {
    const sink = await openSink({ content: () => 554 })
    const courier = await start(sink)
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    courier.clock.move(590)
    sink.script = {}
    await courier.deliver()
    expect(sink.attempts).toHaveLength(1)
    expect(await courier.rowTo('ada@example.com')).toMatchObject({ state: 'failed', lastFailure: '554' })
  })

  test('a mail server that answers 450 for one address postpones only that mail', async () => {
    const sink = await openSink({ recipient: (to) => (to === 'bob@example.com' ? 450 : 'accept') })
    const courier = await start(sink)
    await courier.post(...addresses.map((to) => ({ to })))
    await courier.deliver()
    expect(sink.mails).toHaveLength(3)
    expect(await courier.rowTo('bob@example.com')).toMatchObject({ state: 'waiting', attempts: 1, lastFailure: '450' })
  })

  test('a mail server whose 5xx is not about a mail loses no mail', async () => {
    const sink = await openSink({ login: () => 535 })
    const smtpUrl = sink.url.replace('smtp://', 'smtp://latchkey:yesterday@')
    const courier = await startCourier({ databaseUrl: await createDatabase(engine), smtpUrl })
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    sink.script = { greeting: () => 554 }
    courier.clock.move(60)
    await courier.deliver()
    sink.script = {}
    courier.clock.move(60)
    await courier.deliver()
    expect(recipientsOf(sink)).toEqual(['ada@example.com'])
  })

  test('a mail that expires during an outage is dropped and not sent later', async () => {
    const sink = await openSink({ content: () => 421 })
    const courier = await start(sink)
    await courier.post({ to: 'ada@example.com', lifetimeSeconds: 600 })
    await courier.deliver()
    courier.clock.move(600)
    sink.script = {}
    await courier.deliver()
    expect(sink.mails).toEqual([])
    expect(await courier.rowTo('ada@example.com')).toMatchObject({ state: 'dropped', lastFailure: 'expired' })
  })

  test.each(['greeting', 'recipient', 'content'] as const)(
    'that stalls at the %s of one mail holds up no other',
    async (stage) => {
      let stalls = 0
      const once = () => (stalls++ === 0 ? 'stall' : 'accept')
      const sink = await openSink({ [stage]: once })
      const courier = await start(sink)
      await courier.post(...addresses.map((to) => ({ to })))
      const first = courier.deliver()
      await sink.until(() => sink.stalled() === 1)
      await courier.deliver()
      expect(sink.mails).toHaveLength(3)
      const waiting = (await courier.rows()).filter(({ state }) => state === 'waiting')
      expect(waiting).toMatchObject([{ attempts: 1, lastFailure: null }])
      sink.release()
      await first
      expect((await courier.rows()).map(({ state }) => state)).toEqual(addresses.map(() => 'sent'))
    },
  )

  test('a mail server that greets with 421 is tried again later', async () => {
    const sink = await openSink({ greeting: () => 421 })
    const courier = await start(sink)
    await courier.post({ to: 'ada@example.com' })
    await courier.deliver()
    expect(await courier.rowTo('ada@example.com')).toMatchObject({ state: 'waiting', attempts: 1 })
    sink.script = {}
    courier.clock.move(60)
    await courier.deliver()
    expect(sink.mails).toHaveLength(1)
  })
})
