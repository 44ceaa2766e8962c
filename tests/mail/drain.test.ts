import { expect, test } from 'vitest'
import { createDatabase, engines } from '../support/engines.js'
import { createFakeClock } from '../support/fake-clock.js'
import { atOnce } from '../support/operations.js'
import { openSink, startCourier } from '../support/smtp-sink.js'

test.each(engines)('two instances of five workers send each of 1,000 mails once (%s)', async (engine) => {
  const [databaseUrl, clock, sink] = [await createDatabase(engine), createFakeClock(), await openSink()]
  const instances = await atOnce(2, () => startCourier({ databaseUrl, smtpUrl: sink.url }, { clock }))
  const recipients = Array.from({ length: 1000 }, (_, place) => `user${place}@example.com`)
  await instances[0]?.post(...recipients.map((to) => ({ to })))
  await Promise.all(instances.map(({ deliver }) => atOnce(5, deliver)))
  expect(sink.attempts.map(({ to }) => to).toSorted()).toEqual(recipients.toSorted())
  const rows = (await instances[0]?.rows()) ?? []
  expect(rows.filter(({ state, attempts }) => state !== 'sent' || attempts !== 1)).toEqual([])
})

test.each(engines)('five workers that start together have five mails on their way at once (%s)', async (engine) => {
  const sink = await openSink({ content: () => 'stall' })
  const courier = await startCourier({ databaseUrl: await createDatabase(engine), smtpUrl: sink.url })
  await courier.post(...Array.from({ length: 5 }, (_, place) => ({ to: `user${place}@example.com` })))
  const workers = Array.from({ length: 5 }, () => courier.deliver())
  await Promise.race([sink.until(() => sink.stalled() === 5), ...workers])
  expect((await courier.rows()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1])
  sink.release()
  await Promise.all(workers)
})
