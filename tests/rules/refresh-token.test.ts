import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isAuthentic, readRefreshToken, writeRefreshToken } from '../../src/sessions/refresh-token.js'
import { rootKey, secretsOf } from '../support/root-keys.js'

const secrets = secretsOf(1)
const session = { id: '00112233445566778899aabbccddeeff', salt: Buffer.alloc(16, 7) }
const token = writeRefreshToken(secrets, session, 258)
const bytesOf = (text: string) => Buffer.from(text.slice('lk_rt_'.length), 'base64url')

/** A token with these bytes and the checksum that belongs to them. */
function tokenOf(signed: Buffer): string {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(signed))
  return `lk_rt_${Buffer.concat([signed, sum]).toString('base64url')}`
}

function requireRead(text: string) {
  const read = readRefreshToken(text)
  if (read === null) throw new Error('The token cannot be read.')
  return read
}

describe('the format of a refresh token', () => {
  test('a refresh token has the prefix and 76 characters of base64url', () => {
    expect(token).toMatch(/^lk_rt_[A-Za-z0-9_-]{76}$/)
  })

  const macKey = Buffer.from(hkdfSync('sha256', rootKey(1), '', 'latchkey/refresh-token/v1', 32))
  const sessionKey = createHmac('sha256', macKey).update(session.salt).digest()
  test.each([
    ['the version', [0, 1], '01'],
    ['the session id', [1, 17], session.id],
    ['the generation, big-endian,', [17, 21], '00000102'],
    ['the MAC', [21, 53], createHmac('sha256', sessionKey).update(bytesOf(token).subarray(0, 21)).digest('hex')],
    ['the CRC-32', [53, 57], crc32(bytesOf(token).subarray(0, 53)).toString(16).padStart(8, '0')],
  ])('a refresh token has %s in the bytes of %j', (_, range, expected) => {
    expect(
      bytesOf(token)
        .subarray(...range)
        .toString('hex'),
    ).toBe(expected)
  })

  test('a refresh token is equal for equal session and generation, and different for others', () => {
    expect(writeRefreshToken(secretsOf(1), { ...session }, 258)).toBe(token)
    const others = [
      writeRefreshToken(secrets, session, 259),
      writeRefreshToken(secrets, { ...session, salt: Buffer.alloc(16, 8) }, 258),
      writeRefreshToken(secretsOf(2), session, 258),
    ]
    expect(new Set([token, ...others]).size).toBe(4)
  })
})

test.each([0, 1, 255, 65_536, 2 ** 31, 2 ** 32 - 1])(
  'the generation %i of a refresh token can be read again',
  (generation) => {
    const fresh = { id: randomBytes(16).toString('hex'), salt: randomBytes(16) }
    const read = requireRead(writeRefreshToken(secrets, fresh, generation))
    expect(read).toMatchObject({ sessionId: fresh.id, generation })
    expect(isAuthentic(secrets, read, fresh)).toBe(true)
  },
)

describe('no token is read from', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

  test('a refresh token with any changed character is not read', () => {
    const changed = [...token].flatMap((character, place) =>
      [...alphabet]
        .filter((other) => other !== character)
        .map((other) => token.slice(0, place) + other + token.slice(place + 1)),
    )
    expect(changed.filter((text) => readRefreshToken(text) !== null)).toEqual([])
  })

  test('a refresh token without its beginning or end is not read', () => {
    const cut = [...token].flatMap((_, length) => [token.slice(0, length), token.slice(length + 1)])
    expect(cut.filter((text) => readRefreshToken(text) !== null)).toEqual([])
  })

  test.each([
    ['one character more', `${token}A`],
    ['a whole group more', `${token}AAAA`],
    ['a second token behind it', token + token],
    ['padding', `${token}=`],
    ['a line end', `${token}\n`],
    ['a space before it', ` ${token}`],
    ['the word Bearer before it', `Bearer ${token}`],
    ['another prefix', token.replace('lk_rt_', 'lk_at_')],
    ['an upper-case prefix', token.replace('lk_rt_', 'LK_RT_')],
    ['no prefix', token.slice(6)],
    ['two prefixes', `lk_rt_${token}`],
    ['version 0 with the right checksum', tokenOf(Buffer.concat([Buffer.of(0), bytesOf(token).subarray(1, 53)]))],
    ['version 2 with the right checksum', tokenOf(Buffer.concat([Buffer.of(2), bytesOf(token).subarray(1, 53)]))],
    ['a shorter MAC with the right checksum', tokenOf(bytesOf(token).subarray(0, 50))],
    ['a longer MAC with the right checksum', tokenOf(Buffer.concat([bytesOf(token).subarray(0, 53), Buffer.alloc(3)]))],
    ['the standard alphabet of base64', standardSpelling()],
    ['nothing', ''],
    ['a JWT', 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl'],
  ])('a refresh token is not read from a text with %s', (_, text) => {
    expect(readRefreshToken(text)).toBeNull()
  })

  /** A token whose base64url has - or _, written with + and / in their place. */
  function standardSpelling(): string {
    for (let generation = 0; ; generation++) {
      const text = writeRefreshToken(secrets, session, generation).slice(6)
      if (/[-_]/.test(text)) return `lk_rt_${text.replaceAll('-', '+').replaceAll('_', '/')}`
    }
  }
})

describe('a token that can be read', () => {
  test.each([
    ['another session', writeRefreshToken(secrets, { ...session, id: 'ff112233445566778899aabbccddeeff' }, 258)],
    ['another salt', writeRefreshToken(secrets, { ...session, salt: Buffer.alloc(16, 8) }, 258)],
    ['another generation', writeRefreshToken(secrets, session, 259)],
    ['another SECRET_KEY', writeRefreshToken(secretsOf(2), session, 258)],
  ])('a refresh token with the MAC of %s is not authentic', (_, other) => {
    const foreign = bytesOf(other).subarray(21, 53)
    const spliced = requireRead(tokenOf(Buffer.concat([bytesOf(token).subarray(0, 21), foreign])))
    expect(spliced).toMatchObject({ sessionId: session.id, generation: 258 })
    expect(isAuthentic(secrets, spliced, session)).toBe(false)
  })

  test('a refresh token is not authentic for a session with another salt', () => {
    expect(isAuthentic(secrets, requireRead(token), { ...session, salt: Buffer.alloc(16, 8) })).toBe(false)
  })

  test('a refresh token is authentic under an older SECRET_KEY until that key is removed', () => {
    expect(isAuthentic(secretsOf(3, 2, 1), requireRead(token), session)).toBe(true)
    expect(isAuthentic(secretsOf(3, 2), requireRead(token), session)).toBe(false)
  })
})
