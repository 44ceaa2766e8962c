import { describe, expect, test } from 'vitest'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { createFakeClock } from '../support/fake-clock.js'
import { openSink, type Script, startCourier } from '../support/smtp-sink.js'

/** Each with a mail server of its own, on one database and one clock. */
async function startTwo(engine: Engine, scriptOfFirst: Script = {}) {
  const [databaseUrl, clock] = [await createDatabase(engine), createFakeClock()]
  const [firstSink, secondSink] = [await openSink(scriptOfFirst), await openSink()]
  const first = await startCourier({ databaseUrl, smtpUrl: firstSink.url }, { clock })
  const second = await startCourier({ databaseUrl, smtpUrl: secondSink.url }, { clock })
  return { first, firstSink, second, secondSink, clock }
}

const justUnderTheLease = 119

describe.each(engines)('two instances (%s)', (engine) => {
  test('a mail that one instance is sending is left alone by the other until its lease ends', async () => {
    const { first, firstSink, second, secondSink, clock } = await startTwo(engine, { content: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const stalled = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease)
    await second.deliver()
    expect(secondSink.attempts).toEqual([])
    firstSink.release()
    await stalled
    clock.move(600)
    await second.deliver()
    expect(secondSink.attempts).toEqual([])
  })

  test('a mail whose instance dies while sending is sent by the other after the lease, under the same Message-ID', async () => {
    const { first, firstSink, second, secondSink, clock } = await startTwo(engine, { content: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const neverEnds = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease + 2)
    await second.deliver()
    expect(secondSink.mails.map(({ messageId }) => messageId)).toEqual(
      firstSink.attempts.map(({ messageId }) => messageId),
    )
    firstSink.release()
    await neverEnds
    expect(await first.rowTo('ada@example.com')).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('a mail is not sent a third time if the first instance fails after the second has sent it', async () => {
    const { first, firstSink, second, secondSink, clock } = await startTwo(engine, { recipient: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const late = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease + 2)
    await second.deliver()
    firstSink.script = { content: () => 451 }
    firstSink.answerStalled()
    await late
    clock.move(300)
    await second.deliver()
    expect(secondSink.attempts).toHaveLength(1)
    expect(await first.rowTo('ada@example.com')).toMatchObject({ state: 'sent', sealedValues: null })
  })

  test('a mail that the second instance sent stays sent if the first is refused later', async () => {
    const { first, firstSink, second, clock } = await startTwo(engine, { recipient: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const late = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease + 2)
    await second.deliver()
    firstSink.script = { content: () => 554 }
    firstSink.answerStalled()
    await late
    expect(await first.rowTo('ada@example.com')).toMatchObject({ state: 'sent', lastFailure: null })
  })

  test('a mail that the first instance sent late counts as sent, whatever the second hears afterwards', async () => {
    const { first, firstSink, second, secondSink, clock } = await startTwo(engine, { content: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const late = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease + 2)
    secondSink.script = { recipient: () => 'stall', content: () => 451 }
    const repeated = second.deliver()
    await secondSink.until(() => secondSink.stalled() === 1)
    firstSink.release()
    await late
    secondSink.answerStalled()
    await repeated
    expect(await first.rowTo('ada@example.com')).toMatchObject({ state: 'sent', sealedValues: null })
  })

  test('a late failure of the first instance does not end the lease of the second', async () => {
    const { first, firstSink, second, secondSink, clock } = await startTwo(engine, { recipient: () => 'stall' })
    await first.post({ to: 'ada@example.com' })
    const late = first.deliver()
    await firstSink.until(() => firstSink.stalled() === 1)
    clock.move(justUnderTheLease + 2)
    secondSink.script = { content: () => 'stall' }
    const sending = second.deliver()
    await secondSink.until(() => secondSink.stalled() === 1)
    firstSink.script = { content: () => 451 }
    firstSink.answerStalled()
    await late
    firstSink.script = {}
    clock.move(justUnderTheLease)
    await first.deliver()
    expect(firstSink.mails).toEqual([])
    secondSink.release()
    await sending
  })

  test('a mail of a transaction that was rolled back is never sent', async () => {
    const { first, second, secondSink } = await startTwo(engine)
    const rolledBack = first.store.transaction(async (tx) => {
      await first.postOn(tx, { to: 'ada@example.com' })
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    await second.deliver()
    expect(secondSink.attempts).toEqual([])
  })
})
