import { describe, expect, test } from 'vitest'
import {
  addSeconds,
  earlier,
  fromUnixSeconds,
  readDuration,
  secondsUntil,
  toUnixSeconds,
} from '../../src/platform/durations.js'

test.each([
  ['0', 0],
  ['900', 900],
  ['90s', 90],
  ['15m', 900],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['007m', 420],
  ['999999999', 999_999_999],
])('the duration %s means %i seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds)
})

test.each([
  '',
  ' ',
  '15 m',
  ' 15m',
  '15m\n',
  '-15m',
  '+15m',
  '1.5h',
  '15M',
  '15min',
  '1h30m',
  '1e3',
  '1w',
  'm',
  '9999999999',
  '１５',
])('the text %j is not a duration', (text) => {
  expect(readDuration(text)).toBeNull()
})

describe('instants', () => {
  const now = new Date('2026-03-01T12:00:00.500Z')

  test.each([
    [0, 0],
    [1, 1],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [-1, 0],
    [-5000, 0],
  ])('an instant in %i ms means %i seconds to wait', (ms, seconds) => {
    expect(secondsUntil(new Date(now.getTime() + ms), now)).toBe(seconds)
  })

  test('adding seconds keeps the milliseconds and the original', () => {
    expect(addSeconds(now, 86_400).toISOString()).toBe('2026-03-02T12:00:00.500Z')
    expect(addSeconds(now, -1).toISOString()).toBe('2026-03-01T11:59:59.500Z')
    expect(now.toISOString()).toBe('2026-03-01T12:00:00.500Z')
  })

  test('the earlier of two instants does not depend on their order', () => {
    const later = addSeconds(now, 1)
    expect([earlier(now, later), earlier(later, now)]).toEqual([now, now])
  })

  test('Unix seconds are whole, never after the instant, and come back', () => {
    expect(toUnixSeconds(now)).toBe(Date.parse('2026-03-01T12:00:00Z') / 1000)
    expect(fromUnixSeconds(toUnixSeconds(now)).toISOString()).toBe('2026-03-01T12:00:00.000Z')
  })
})
