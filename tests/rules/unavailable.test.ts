import { expect, test } from 'vitest'
import { Unavailable } from '../../src/platform/unavailable.js'
import { asUnavailable } from '../../src/store/engine/unavailable.js'

const withCode = (code: string) => Object.assign(new Error('failed'), { code })

test.each([
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_IOERR_WRITE',
  'SQLITE_CANTOPEN',
  '08006',
  '53300',
  '57P01',
  '57014',
  '25006',
  '40001',
  '40P01',
  '55P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
])('the error code %s means that the database is away', (code) => {
  const wrapped = new Error('Failed query', { cause: new Error('deeper', { cause: withCode(code) }) })
  for (const error of [withCode(code), wrapped]) {
    expect(asUnavailable(error)).toMatchObject({ name: 'Unavailable', retryAfterSeconds: 2 })
  }
})

test.each([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Query read timeout',
  'Cannot use a pool after calling end on the pool',
  'Client has encountered a connection error and is not queryable',
])('the error “%s” of a driver means that the database is away', (message) => {
  expect(asUnavailable(new Error('Failed query', { cause: new Error(message) }))).toBeInstanceOf(Unavailable)
})

test('an Unavailable error stays as it is', () => {
  const full = new Unavailable('Too many passwords are waiting.', 7)
  expect(asUnavailable(full)).toBe(full)
  expect(asUnavailable(new Error('outside', { cause: full }))).toBe(full)
})

test.each([
  ['a taken key', withCode('23505')],
  ['a taken key on SQLite', withCode('SQLITE_CONSTRAINT_UNIQUE')],
  ['a damaged file', withCode('SQLITE_CORRUPT')],
  ['a mistake in a statement', withCode('42601')],
  ['a bug of ours', new TypeError('undefined is not a function')],
  ['an argument that Node refuses', withCode('ERR_INVALID_ARG_TYPE')],
  ['a text', 'Connection terminated'],
  ['nothing', undefined],
  ['null', null],
])('an error with %s does not mean that the database is away', (_, error) => {
  expect(asUnavailable(error)).toBeNull()
})
