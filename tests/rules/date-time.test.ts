import { expect, test } from 'vitest'
import { DateTime } from '../../src/graphql/contract/scalars.js'

const instant = new Date('2030-01-31T12:00:00.000Z')

test('a DateTime is answered in UTC with milliseconds', () => {
  expect(DateTime.serialize(instant)).toBe('2030-01-31T12:00:00.000Z')
})

test.each(['2030-01-31T12:00:00.000Z', '2030-01-31T12:00:00Z', '2030-01-31T20:00:00+08:00', '2030-01-31t12:00:00z'])(
  'a DateTime argument %s is the same instant in every form of RFC 3339',
  (text) => {
    expect(DateTime.parseValue(text)).toEqual(instant)
  },
)

test.each(['2030-02-30T12:00:00Z', '2030-01-31', '2030-01-31T12:00:00', 'tomorrow', '', 1_900_000_000, true, null, {}])(
  'a DateTime argument %j is refused, because it is no instant of RFC 3339',
  (value) => {
    expect(() => DateTime.parseValue(value)).toThrow()
  },
)
