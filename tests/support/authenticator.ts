import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { confirmTotp, login, startTotp } from './operations.js'
import { ada } from './people.js'
import type { RunningApp } from './start-app.js'

/** What an authenticator app shows for a secret in base32 at an instant (RFC 6238), written apart from the server's library. */
export function totpCodeAt(secret: string, at: Date, steps = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000) + steps))
  const mac = createHmac('sha1', readBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Sets an authenticator app up for the caller, and goes on to the next time step, so that its next code is a fresh one. */
export async function enableTotp(running: RunningApp, token: string) {
  const setup = await startTotp(running, {}, { token })
  if (setup.__typename !== 'TotpSetup') throw new Error(setup.__typename)
  const code = totpCodeAt(setup.secret, running.clock.now())
  const enabled = await confirmTotp(running, { code }, { token })
  if (enabled.__typename !== 'TotpEnabled') throw new Error(enabled.__typename)
  running.clock.move(30)
  return { secret: setup.secret, recoveryCodes: enabled.recoveryCodes ?? [] }
}

/** The token of a sign-in that waits for a second factor. */
export async function beginSignIn(running: RunningApp, person: { email: string; password: string } = ada) {
  const begun = await login(running, { identifier: person.email, password: person.password })
  expect(begun).toMatchObject({ __typename: 'SecondFactorRequired' })
  return (begun as { signInToken: string }).signInToken
}

function readBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
