import { describe, expect, test } from 'vitest'
import * as parsers from '../../src/config/parsers.js'
import * as urlParsers from '../../src/config/url-parsers.js'

const kinds = { ...parsers, ...urlParsers }

interface Row {
  name: string
  kind: parsers.Kind<unknown>
  /** Texts and what they are read as. */
  right: Record<string, unknown>
  wrong: readonly string[]
}

/** Texts that are read as they are. */
const asGiven = (...texts: string[]) => Object.fromEntries(texts.map((text) => [text, text]))

const table: readonly Row[] = [
  {
    name: 'flag',
    kind: kinds.flag,
    right: { true: true, FALSE: false },
    wrong: ['', 'yes', '1', 'truee', 'constructor', '__proto__'],
  },
  {
    name: 'whole',
    kind: kinds.whole(3, 65_535),
    right: { '3': 3, '65535': 65_535, '0080': 80 },
    wrong: ['', '2', '65536', '-3', '3.5', '4e3', '0x50', ' 80', '８０', '9'.repeat(25)],
  },
  {
    name: 'duration',
    kind: kinds.duration('1m', '1d'),
    right: { '60': 60, '1m': 60, '24h': 86_400 },
    wrong: ['', '59', '59s', '25h', '86401', '1w', '-1m', 'm'],
  },
  {
    name: 'oneOf',
    kind: kinds.oneOf('open', 'closed'),
    right: asGiven('open', 'closed'),
    wrong: ['', 'Open', 'ajar', 'open,closed'],
  },
  {
    name: 'listOf',
    kind: kinds.listOf(kinds.oneOf('age', 'sex')),
    right: { age: ['age'], 'sex , age': ['sex', 'age'] },
    wrong: ['', 'age,', ',age', 'age,,sex', 'age;sex', 'name'],
  },
  {
    name: 'httpUrl',
    kind: kinds.httpUrl,
    right: asGiven('https://auth.example.com', 'http://localhost:4000', 'https://example.com/auth'),
    wrong: [
      '',
      'auth.example.com',
      'ftp://example.com',
      'https://example.com/',
      'https://example.com?a=b',
      'https://example.com#a',
      'https://ada:secret@example.com',
      'https://',
      'javascript:alert(1)',
    ],
  },
  {
    name: 'headerName',
    kind: kinds.headerName,
    right: { 'X-Tenant': 'x-tenant', traceparent: 'traceparent', 'x.y_z~1': 'x.y_z~1' },
    wrong: ['', '*', 'x-*', 'two words', 'x:y', 'x,y', 'x\r\ny', 'é'],
  },
  {
    name: 'httpOrigin',
    kind: kinds.httpOrigin,
    right: asGiven('https://app.example.com', 'http://localhost:5173', 'http://[::1]:3000'),
    wrong: [
      '',
      '*',
      'null',
      'app.example.com',
      'https://app.example.com/',
      'https://App.example.com',
      'https://app.example.com:443',
    ],
  },
  {
    name: 'addressRange',
    kind: kinds.addressRange,
    right: asGiven('10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0', '10.0.0.1/32'),
    wrong: ['', '10.0.0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/9', '/8', '1.2.3.4/a'],
  },
  {
    name: 'limit',
    kind: kinds.limit,
    right: { '10/15m': { burst: 10, windowSeconds: 900 }, '1/1': { burst: 1, windowSeconds: 1 }, off: null },
    wrong: ['', '10', '/15m', '0/15m', '10/0s', '-1/15m', 'none', '10/15m/2', '1.5/1m'],
  },
  {
    name: 'databaseUrl',
    kind: kinds.databaseUrl,
    right: asGiven('file:data/latchkey.db', 'file:/var/latchkey.db', 'postgres://db/latchkey', 'postgresql://db/x'),
    wrong: ['', 'file:', 'postgres://', 'mysql://db/latchkey', 'data/latchkey.db', 'xfile:a', 'xpostgres://db'],
  },
  {
    name: 'regularExpression',
    kind: kinds.regularExpression,
    right: asGiven('^[a-z]+$', '^\\p{L}{2,}$'),
    wrong: ['', '[a-z]+', '^[a-z]+', '[a-z]+$', '^[a-z+$', '^(?<n>a$', '^\\p{Nope}$'],
  },
]

describe.each(table)('$name', ({ kind, right, wrong }) => {
  test.each(Object.entries(right))('the value %s of this kind is read', (given, value) => {
    expect(kind.read(given)).toEqual(value)
  })

  test.each(wrong)('the value %j is not of this kind', (given) => {
    expect(kind.read(given)).toBeUndefined()
  })
})

test.each(table)('the example of $name is a value of its kind', ({ kind }) => {
  expect(kind.read(kind.example)).not.toBeUndefined()
})

describe('a root key', () => {
  const bytes = Buffer.from('8f3c1a7e55d2904b6ce1f8a90b3d7725c4e6190fa2b8d35716e04c9bd97f2a61', 'hex')

  test.each([
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace('=', '')],
    ['base64url', bytes.toString('base64url')],
    ['hexadecimal', bytes.toString('hex')],
    ['upper-case hexadecimal', bytes.toString('hex').toUpperCase()],
  ])('a root key is read from %s', (_, given) => {
    expect(kinds.rootKey.read(given)).toEqual(bytes)
  })

  test('a root key may be longer than 32 bytes', () => {
    expect(kinds.rootKey.read(Buffer.concat([bytes, bytes]).toString('base64'))).toHaveLength(64)
  })

  test.each([
    ['empty', ''],
    ['one byte short', bytes.subarray(1).toString('base64')],
    ['one byte short in hexadecimal', bytes.subarray(1).toString('hex')],
    ['all zeros', Buffer.alloc(32).toString('base64')],
    ['all zeros in hexadecimal', '0'.repeat(64)],
    ['sixty-four times the same letter', 'a'.repeat(64)],
    ['a repeated word', 'changeme'.repeat(8)],
    ['repeated digits', '0123456789'.repeat(6)],
    ['a sentence', 'this is my very secret key, please do not tell anybody'],
    ['our own example', kinds.rootKey.example],
    ['not base64', `${bytes.toString('base64')}!`],
  ])('a root key is refused if it is %s', (_, given) => {
    expect(kinds.rootKey.read(given)).toBeUndefined()
  })
})
