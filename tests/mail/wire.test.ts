import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/mail/messages.js'
import { messageKinds, sampleMessages } from '../../src/mail/sample-messages.js'
import { createFileTransport, createSmtpTransport, type MailTransport, type OutgoingMail } from '../../src/mail/smtp.js'
import { createTemplates } from '../../src/mail/templates.js'
import { createFolder } from '../support/engines.js'
import { readMail } from '../support/mailbox.js'
import { codeMessage, openSink, type SmtpSink, smtpServerAt } from '../support/smtp-sink.js'
import { silentLog } from '../support/stores.js'

const sender = { name: 'Example, Inc. <no>', address: 'no-reply@auth.test' }
const createdAt = new Date('2030-01-31T12:00:00.000Z')
const expectedHeaders = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

function mailOf(message: Message, changes: Partial<OutgoingMail> = {}): OutgoingMail {
  const rendered = createTemplates(null).render(message, 'en')
  return { ...rendered, messageId: '<4f@auth.test>', to: 'ada@example.com', createdAt, ...changes }
}

function sendTo(sink: SmtpSink, mail: OutgoingMail) {
  return withTransport(createSmtpTransport(smtpServerAt(sink.url), sender), (transport) => transport.send(mail))
}

async function withTransport<T>(transport: MailTransport, work: (transport: MailTransport) => Promise<T>): Promise<T> {
  try {
    return await work(transport)
  } finally {
    transport.close()
  }
}

/** What came over the wire, and nothing else did. */
async function theOnlyMailOf(sink: SmtpSink, mail: OutgoingMail) {
  expect(await sendTo(sink, mail)).toEqual({ kind: 'accepted' })
  expect(sink.attempts).toHaveLength(1)
  const [received] = sink.mails
  if (received === undefined) throw new Error('nothing was accepted')
  return received
}

function headersOf(mail: { parsed: { headers: { key: string }[] } }): string[] {
  return mail.parsed.headers.map(({ key }) => key).sort()
}

test('a mail says who sent it, to whom, when, under which id, and that a machine did', async () => {
  const mail = await theOnlyMailOf(await openSink(), mailOf(codeMessage))
  expect(headersOf(mail)).toEqual(expectedHeaders)
  expect(mail.parsed.from).toMatchObject(sender)
  expect(mail.parsed.to).toMatchObject([{ address: 'ada@example.com' }])
  expect(mail.messageId).toBe('<4f@auth.test>')
  expect(new Date(mail.parsed.date ?? '')).toEqual(createdAt)
  expect(mail.parsed.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  )
  expect(mail.envelope).toEqual({ from: 'no-reply@auth.test', to: ['ada@example.com'] })
  expect(mail.code()).toBe('4931870526')
})

test.each(messageKinds)('%s arrives as text and as a page, in Chinese too', async (kind) => {
  const message = { kind, values: sampleMessages[kind] } as Message
  const rendered = createTemplates(null).render(message, 'zh-CN')
  const mail = await theOnlyMailOf(await openSink(), mailOf(message, rendered))
  expect(mail.subject).toBe(rendered.subject)
  expect(mail.text.trim()).toBe(rendered.text.trim())
  expect(mail.html.trim()).toBe(rendered.html.trim())
  expect(mail.parsed.attachments).toEqual([])
})

describe('a recipient', () => {
  test.each([
    'ada@example.com, eve@example.com',
    'ada@example.com,eve@example.com',
    '"eve@example.com"@example.com',
    'Ada <eve@example.com>',
    'ada@example.com (eve@example.com)',
    'all: ada@example.com, eve@example.com;',
    'ada@example.com\r\nRCPT TO:<eve@example.com>',
    'ada@example.com>\r\nBcc: eve@example.com',
  ])('a recipient that reads like several addresses gets no mail to others: %j', async (to) => {
    const sink = await openSink()
    await sendTo(sink, mailOf(codeMessage, { to }))
    for (const { envelope, parsed } of sink.attempts) {
      expect(envelope.to).toHaveLength(1)
      expect(envelope.to).not.toContain('eve@example.com')
      expect(parsed.bcc ?? []).toEqual([])
      expect(parsed.cc ?? []).toEqual([])
    }
  })
})

describe('what somebody else wrote', () => {
  const hostile =
    'x\r\nBcc: eve@example.com\r\n\r\n<b>bold</b> {{constructor}}\r\n.\r\nRCPT TO:<eve@example.com>\r\n\0end'
  const changed: Message = {
    kind: 'email-changed',
    values: { email: hostile, time: hostile, address: hostile },
  }

  test('text of strangers adds no header, recipient or element, with CR, LF, NUL, HTML and template syntax', async () => {
    const mail = await theOnlyMailOf(await openSink(), mailOf(changed))
    expect(headersOf(mail)).toEqual(expectedHeaders)
    expect(mail.envelope.to).toEqual(['ada@example.com'])
    expect(mail.text).toContain('<b>bold</b> {{constructor}}')
    expect(mail.text).toContain('RCPT TO:<eve@example.com>')
    expect(mail.html).not.toContain('<b>')
    expect(mail.html).toContain('&lt;b&gt;bold&lt;/b&gt; {{constructor}}')
  })

  test('text of strangers stays in the subject if an operator puts it there', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'email-changed.en.hbs'), 'Subject: Changed from {{address}}\n\n{{email}}\n')
    const rendered = createTemplates(folder).render(changed, 'en')
    const mail = await theOnlyMailOf(await openSink(), mailOf(changed, rendered))
    expect(headersOf(mail)).toEqual(expectedHeaders)
    expect(mail.subject).toMatch(/^Changed from x/)
    expect(mail.envelope.to).toEqual(['ada@example.com'])
  })

  test('text of strangers adds nothing to a mail file', async () => {
    const folder = createFolder()
    await withTransport(createFileTransport(folder, sender, silentLog), (transport) => transport.send(mailOf(changed)))
    const mail = await readMail(readFileSync(join(folder, readdirSync(folder)[0] ?? '')))
    expect(headersOf(mail)).toEqual(expectedHeaders)
    expect(mail.to).toBe('ada@example.com')
  })
})

describe('a file', () => {
  test('a mail file is one mail, readable by its owner only, and complete when it appears', async () => {
    const folder = join(createFolder(), 'outbox')
    const transport = createFileTransport(folder, sender, silentLog)
    await withTransport(transport, async ({ send }) => {
      await send(mailOf(codeMessage))
      await send(mailOf(codeMessage, { messageId: '<50123456789@auth.test>', to: 'grace@example.com' }))
    })
    const files = readdirSync(folder)
    expect(files).toHaveLength(2)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of files) {
      expect(file).toMatch(/\.eml$/)
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
    }
    const mails = await Promise.all(files.map((file) => readMail(readFileSync(join(folder, file)))))
    expect(mails.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'grace@example.com'])
    expect(mails[0]?.code()).toBe('4931870526')
  })
})
