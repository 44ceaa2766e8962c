import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { RegisterDocument } from '../../src/client/generated/operations.js'
import { plant } from '../support/database.js'
import { createDatabase, createFolder, type Engine } from '../support/engines.js'
import { createFakeClock, type FakeClock } from '../support/fake-clock.js'
import { readMail } from '../support/mailbox.js'
import { ada } from '../support/people.js'
import { listMessages } from '../support/rows.js'
import { openSink, type Script } from '../support/smtp-sink.js'
import { startAppOn } from '../support/start-app.js'
import { startReadyProcess } from '../support/start-process.js'

interface Moment {
  engine: Engine
  moment: string
  script: Script
  stalls: number
}

const handedOver = { moment: 'after the mail was handed over, before it was marked', stalls: 1 }
const moments: Moment[] = [
  { engine: 'sqlite', moment: 'as soon as the change was committed', script: {}, stalls: 0 },
  { engine: 'sqlite', moment: 'with a connection open', script: { greeting: () => 'stall' }, stalls: 1 },
  { engine: 'sqlite', ...handedOver, script: { content: () => 'stall' } },
  { engine: 'postgres', ...handedOver, script: { content: () => 'stall' } },
]

describe('kill -9', () => {
  test.each(moments)('$moment ($engine) loses no mail: the next start sends it', async (killing) => {
    const { engine, script, stalls } = killing
    const sink = await openSink(script)
    const environment = { DATABASE_URL: await createDatabase(engine), SMTP_URL: sink.url }
    const killed = await startReadyProcess(environment)
    await killed.ask(RegisterDocument, { input: ada })
    await sink.until(() => sink.stalled() >= stalls)
    killed.child.kill('SIGKILL')
    await killed.ended
    sink.script = {}
    const next = await startAppOn(environment.DATABASE_URL, environment, afterTheLease())
    await next.app.deliverMail()
    await sink.until(() => sink.mails.length === 1)
    await vi.waitFor(async () => expect(await plant(next, listMessages)).toMatchObject([{ state: 'sent' }]))
    expect(sink.mails[0]?.to).toBe(ada.email)
    expect(sink.attempts.length).toBeLessThanOrEqual(2)
    expect(new Set(sink.attempts.map(({ messageId }) => messageId)).size).toBe(1)
  })
})

function afterTheLease(): FakeClock {
  const clock = createFakeClock()
  clock.move(122)
  return clock
}

test('without SMTP_URL the log names the file of each mail and tells no secret of it', async () => {
  const folder = createFolder()
  const running = await startReadyProcess({}, folder)
  await running.ask(RegisterDocument, { input: ada })
  const file = await vi.waitFor(() => {
    const [, path = ''] = /A mail was written to ([^\s"]+\.eml)/.exec(running.output()) ?? []
    expect(path).not.toBe('')
    return join(folder, path)
  }, 5000)
  expect(readdirSync(join(folder, 'data/outbox'))).toHaveLength(1)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const mail = await readMail(readFileSync(file))
  expect(mail.to).toBe(ada.email)
  for (const secret of [mail.code(), mail.token()]) expect(running.output()).not.toContain(secret)
})
