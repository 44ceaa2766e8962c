import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createSmtpTransport } from '../../src/mail/smtp.js'
import { isLong, report, testTimeout } from '../support/faults/rounds.js'
import { smtpServerAt } from '../support/smtp-sink.js'

/** Accepts everything, and never comes to the end of its last answer. */
async function openDrippingServer(): Promise<string> {
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`)
    let isContent = false
    say('220 slow')
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      const text = part.toString()
      if (isContent) {
        if (text.endsWith('\r\n.\r\n')) setInterval(() => say('250-not yet'), 5000).unref()
        return
      }
      isContent = text.startsWith('DATA')
      say(isContent ? '354 go on' : '250 ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
}

test.runIf(isLong)(
  'a mail server that answers very slowly does not outlive the lease of a mail',
  { timeout: testTimeout },
  async () => {
    const transport = createSmtpTransport(smtpServerAt(await openDrippingServer()), {
      name: 'Latchkey',
      address: 'a@auth.test',
    })
    onTestFinished(() => transport.close())
    const from = performance.now()
    const mail = {
      to: 'ada@example.com',
      subject: 's',
      text: 't',
      html: 'h',
      messageId: '<1@auth.test>',
      createdAt: new Date(),
    }
    expect(await transport.send(mail)).toMatchObject({ kind: 'failed' })
    const seconds = (performance.now() - from) / 1000
    expect(seconds).toBeLessThan(115)
    report({
      fault: 'F19',
      engine: 'both',
      rounds: 1,
      note: `an answer that drips is given up after ${seconds.toFixed(0)} s`,
    })
  },
)
