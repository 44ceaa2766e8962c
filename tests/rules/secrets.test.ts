import { describe, expect, test } from 'vitest'
import type { Purpose } from '../../src/platform/secrets.js'
import { secretsOf } from '../support/root-keys.js'

const secrets = secretsOf(1)
const message = Buffer.from('message')
const otherPurposes: readonly Purpose[] = ['refresh-token', 'throttle-subject']

describe('sealing', () => {
  test.each([0, 1, 15, 16, 4096])('sealing %i bytes and opening them gives the same bytes', (length) => {
    const plaintext = Buffer.alloc(length, 9)
    expect(secrets.open('signing-key', secrets.seal('signing-key', plaintext))).toEqual(plaintext)
  })

  test('sealed content shows nothing of the text and is never the same twice', () => {
    const sealed = secrets.seal('signing-key', message)
    expect(sealed.includes(message)).toBe(false)
    expect(sealed).not.toEqual(secrets.seal('signing-key', message))
    expect(sealed).toHaveLength(12 + 16 + message.length)
  })

  test('sealed content with a flipped bit, a cut or an extension opens to null', () => {
    const sealed = secrets.seal('signing-key', message)
    const flipped = [...sealed].map((byte, place) => {
      const copy = Buffer.from(sealed)
      copy[place] = byte ^ 1
      return copy
    })
    const cut = [...sealed].map((_, length) => sealed.subarray(0, length))
    for (const altered of [...flipped, ...cut, Buffer.concat([sealed, Buffer.of(0)])]) {
      expect(secrets.open('signing-key', altered)).toBeNull()
    }
  })

  test('an older key still opens, the new key seals, and a removed key opens nothing', () => {
    const old = secretsOf(1).seal('signing-key', message)
    const rotated = secretsOf(2, 1)
    expect(rotated.open('signing-key', old)).toEqual(message)
    expect(secretsOf(2).open('signing-key', rotated.seal('signing-key', message))).toEqual(message)
    expect(secretsOf(2).open('signing-key', old)).toBeNull()
  })

  test.each(otherPurposes)('content that is sealed as a signing key does not open as %s', (purpose) => {
    expect(secrets.open(purpose, secrets.seal('signing-key', message))).toBeNull()
  })
})

describe('MACs', () => {
  const mac = secrets.mac('refresh-token', message)

  test('a MAC has 32 bytes, and is equal for equal key, purpose, salt and message', () => {
    expect(mac).toHaveLength(32)
    expect(secretsOf(1).mac('refresh-token', message)).toEqual(mac)
    expect(secrets.isMac('refresh-token', message, { mac })).toBe(true)
  })

  test.each<[string, { purpose?: Purpose; text?: string; mac?: Buffer; salt?: Buffer }]>([
    ['for another purpose', { purpose: 'throttle-subject' }],
    ['for another message', { text: 'massage' }],
    ['with a salt that it was made without', { salt: Buffer.alloc(16) }],
    ['with an empty salt that it was made without', { salt: Buffer.alloc(0) }],
    ['when its end is cut off', { mac: mac.subarray(0, 31) }],
    ['when nothing is left of it', { mac: Buffer.alloc(0) }],
    ['when it has a byte more', { mac: Buffer.concat([mac, Buffer.of(0)]) }],
  ])('a MAC is refused %s', (_, { purpose = 'refresh-token', text = 'message', ...claimed }) => {
    expect(secrets.isMac(purpose, Buffer.from(text), { mac, ...claimed })).toBe(false)
  })

  test('a MAC of an older key is accepted, and one of a removed key is not', () => {
    expect(secretsOf(3, 2, 1).isMac('refresh-token', message, { mac })).toBe(true)
    expect(secretsOf(3, 2).isMac('refresh-token', message, { mac })).toBe(false)
    expect(secretsOf(2, 1).mac('refresh-token', message)).not.toEqual(mac)
  })
})
