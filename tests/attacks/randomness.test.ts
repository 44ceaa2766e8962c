import { expect, test } from 'vitest'
import { randomDigits, randomId, randomSalt, randomSecret } from '../../src/platform/random.js'
import { writeRefreshToken } from '../../src/sessions/refresh-token.js'
import { secretsOf } from '../support/root-keys.js'

const secrets = secretsOf(1)

/** Everything that is secret or an id, without the prefix that says what it is. */
const makers: Record<string, () => string> = {
  ids: randomId,
  'link secrets': randomSecret,
  'refresh tokens': () =>
    writeRefreshToken(secrets, { id: randomId(), salt: randomSalt() }, 1).slice('lk_rt_AQ'.length),
}

test.each(Object.entries(makers))(
  '2,000 random values of %s have no repetition and do not reveal when they were made',
  (_, make) => {
    const made = Array.from({ length: 2000 }, make)
    expect(new Set(made).size).toBe(2000)
    const beginnings = new Set(made.map((text) => text.slice(0, 2)))
    expect(beginnings.size).toBeGreaterThan(200)
    const rises = made.filter((text, place) => place > 0 && text > (made[place - 1] ?? '')).length
    expect(rises).toBeGreaterThan(850)
    expect(rises).toBeLessThan(1150)
  },
)

test('each digit of 6,000 random digits is equally likely', () => {
  const digits = Array.from({ length: 1000 }, () => randomDigits(6)).join('')
  expect(digits).toMatch(/^\d{6000}$/)
  const deviations = Array.from('0123456789', (digit) => (digits.split(digit).length - 1 - 600) ** 2 / 600)
  // Chi-square with nine degrees of freedom: by chance once in a thousand million runs.
  expect(deviations.reduce((sum, each) => sum + each, 0)).toBeLessThan(62)
})
