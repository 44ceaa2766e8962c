import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { createSmtpTransport, type OutgoingMail, type SmtpServer } from '../../src/mail/smtp.js'
import { createFolder } from '../support/engines.js'
import { smtpServerAt } from '../support/smtp-sink.js'

const mail: OutgoingMail = {
  messageId: '<4f@auth.test>',
  to: 'ada@example.com',
  createdAt: new Date('2030-01-31T12:00:00.000Z'),
  subject: 'A secret',
  text: 'token',
  html: 'token',
}

/** A certificate for localhost, signed by itself. */
function createCertificate(): { key: string; cert: string } {
  const folder = createFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=mail.test', '-addext', 'subjectAltName=DNS:mail.test,DNS:localhost']
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...names,
    ],
    { stdio: 'ignore' },
  )
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** What a mail server saw: logins and mails. */
async function startServer(options: { offersTls: boolean; key?: string; cert?: string }) {
  const seen = { logins: 0, mails: 0, isSecure: false, port: 0 }
  const server = new SMTPServer({
    ...options,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: options.offersTls ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    onAuth(_auth, _session, answer) {
      seen.logins += 1
      answer(null, { user: 'latchkey' })
    },
    onData(stream, session, answer) {
      stream.resume()
      stream.on('end', () => {
        seen.mails += 1
        seen.isSecure = session.secure
        answer()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  seen.port = (server.server.address() as { port: number }).port
  return seen
}

async function send(server: SmtpServer) {
  const transport = createSmtpTransport(server, { name: 'Latchkey', address: 'no-reply@auth.test' })
  try {
    return await transport.send(mail)
  } finally {
    transport.close()
  }
}

/** 0.0.0.0 reaches this machine and is no loopback name, so the server counts as a distant one. */
const distant = (port: number) => `smtp://0.0.0.0:${port}`
const login = { user: 'latchkey', pass: 'a secret of the server' }

test('a distant server without STARTTLS gets neither the password nor the mail', async () => {
  const seen = await startServer({ offersTls: false })
  expect(await send(smtpServerAt(distant(seen.port), { login }))).toMatchObject({ kind: 'failed' })
  expect(seen).toMatchObject({ logins: 0, mails: 0 })
})

test('a certificate that no known authority signed is refused before the password is sent', async () => {
  const seen = await startServer({ offersTls: true, ...createCertificate() })
  expect(await send(smtpServerAt(distant(seen.port), { login }))).toMatchObject({ kind: 'failed' })
  expect(seen).toMatchObject({ logins: 0, mails: 0 })
})

test('SMTP_CA_FILE lets the certificate of an own authority count, and the mail goes over TLS', async () => {
  const certificate = createCertificate()
  const seen = await startServer({ offersTls: true, ...certificate })
  const server = smtpServerAt(`smtp://localhost:${seen.port}`, { ca: certificate.cert, login })
  expect(await send(server)).toEqual({ kind: 'accepted' })
  expect(seen).toMatchObject({ logins: 1, mails: 1, isSecure: true })
})

test('SMTP_TLS=opportunistic sends in clear to a server without STARTTLS, because the setting says so', async () => {
  const seen = await startServer({ offersTls: false })
  const server = smtpServerAt(distant(seen.port), { tls: 'opportunistic', login })
  expect(await send(server)).toEqual({ kind: 'accepted' })
  expect(seen).toMatchObject({ logins: 1, mails: 1, isSecure: false })
})

test('a server on a loopback address needs no TLS', async () => {
  const seen = await startServer({ offersTls: false })
  expect(await send(smtpServerAt(`smtp://127.0.0.1:${seen.port}`, { login }))).toEqual({ kind: 'accepted' })
})
