import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAuthentic, readRefreshToken, writeRefreshToken } from '../../src/sessions/refresh-token.js'
import { secretsOf } from '../support/root-keys.js'

const secrets = secretsOf(1)
const session = { id: randomBytes(16).toString('hex'), salt: randomBytes(16) }
const token = writeRefreshToken(secrets, session, 5)

function authenticates(text: string): boolean {
  const read = readRefreshToken(text)
  return read !== null && isAuthentic(secrets, read, session)
}

const anyText = fc.string({ unit: 'binary', maxLength: 200 })
const likeToken = fc
  .uint8Array({ minLength: 57, maxLength: 57 })
  .map((bytes) => `lk_rt_${Buffer.from(bytes).toString('base64url')}`)

test('a random text never throws and never authenticates', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, likeToken), (text) => {
      expect(authenticates(text)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('a token with some part replaced by a random text never throws and never authenticates', () => {
  const place = fc.integer({ min: 0, max: token.length })
  fc.assert(
    fc.property(place, place, anyText, (from, to, text) => {
      const mutated = token.slice(0, from) + text + token.slice(to)
      fc.pre(mutated !== token)
      expect(authenticates(mutated)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('a random session, salt and generation come back from a round trip', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((array) => Buffer.from(array))
  fc.assert(
    fc.property(bytes, bytes, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (id, salt, generation) => {
      const other = { id: id.toString('hex'), salt }
      const read = readRefreshToken(writeRefreshToken(secrets, other, generation))
      expect(read).toMatchObject({ sessionId: other.id, generation })
      expect(read !== null && isAuthentic(secrets, read, other)).toBe(true)
    }),
  )
})
