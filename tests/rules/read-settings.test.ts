import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import { ConfigurationError } from '../../src/config/mistakes.js'
import type { Environment } from '../../src/config/setting.js'
import { createFolder } from '../support/engines.js'

const secretKey = '8f3c1a7e55d2904b6ce1f8a90b3d7725c4e6190fa2b8d35716e04c9bd97f2a61'
const otherKey = '1d6e0b9247a3f85cc08b51e7d4296f3ab75e80c1932d46fa0fe8719c53b4a2d8'

function requireError(given: Environment): ConfigurationError {
  try {
    readSettings(given)
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}

const namesOf = (given: Environment) => requireError(given).mistakes.map(({ name }) => name)

function fileOf(content: string): string {
  const file = join(createFolder(), 'secret')
  writeFileSync(file, content)
  return file
}

describe('defaults', () => {
  test('an empty environment has the documented defaults', () => {
    expect(readSettings({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 4000,
      DATABASE_URL: 'file:data/latchkey.db',
      SECRET_KEY: [],
      PUBLIC_URL: 'http://localhost:4000',
      TOKEN_AUDIENCE: 'http://localhost:4000',
      SIGNING_ALGORITHM: 'ES256',
      ACCESS_TOKEN_LIFETIME: 900,
      ACCESS_TOKEN_MAX_LIFETIME: 86_400,
      REFRESH_TOKEN_LIFETIME: 30 * 86_400,
      SESSION_LIFETIME: 180 * 86_400,
      REFRESH_GRACE: 30,
      REGISTRATION: 'open',
      EMAIL_VERIFICATION: 'optional',
      EMAIL_REQUIRED: true,
      USERNAME_REQUIRED: false,
      REQUIRED_PROFILE_FIELDS: [],
      PASSWORD_MIN_LENGTH: 8,
      PASSWORD_MAX_LENGTH: 256,
      PASSWORD_REQUIRE_LETTER: false,
      PASSWORD_REQUIRE_DIGIT: false,
      PASSWORD_REQUIRE_SYMBOL_FROM: null,
      PASSWORD_BLOCK_COMMON: true,
      USERNAME_MIN_LENGTH: 3,
      USERNAME_MAX_LENGTH: 30,
      USERNAME_PATTERN: '^[\\p{L}\\p{M}\\p{N}_]+$',
      BCRYPT_COST: 12,
      EMAIL_CODE_LENGTH: 6,
      LOGIN_TOKEN_HEADER: false,
      CORS_ORIGINS: [],
      TRUST_PROXY: [],
      LIMIT_LOGIN_PER_USER: { burst: 10, windowSeconds: 900 },
      LIMIT_LOGIN_PER_ADDRESS: { burst: 100, windowSeconds: 900 },
      LIMIT_REGISTER_PER_ADDRESS: { burst: 20, windowSeconds: 3600 },
      LIMIT_REFRESH_PER_SESSION: { burst: 60, windowSeconds: 60 },
      HASH_QUEUE: 100,
      EXPLORER: 'sandbox',
      INTROSPECTION: true,
      LOG_LEVEL: 'info',
    })
  })

  test('an empty or blank setting counts as not given', () => {
    const given = { PORT: '', HOST: '  ', SECRET_KEY: '', CORS_ORIGINS: ' ', PASSWORD_REQUIRE_SYMBOL_FROM: '' }
    expect(readSettings(given)).toEqual(readSettings({}))
  })

  test.each<[string, Environment, object]>([
    ['the public URL follows the port', { PORT: '5000' }, { PUBLIC_URL: 'http://localhost:5000' }],
    ['also a port with spaces', { PORT: ' 5000 ' }, { PORT: 5000, PUBLIC_URL: 'http://localhost:5000' }],
    ['the audience follows the port', { PORT: '5000' }, { TOKEN_AUDIENCE: 'http://localhost:5000' }],
    [
      'the audience follows the public URL',
      { PUBLIC_URL: 'https://a.example' },
      { TOKEN_AUDIENCE: 'https://a.example' },
    ],
    ['also one with spaces', { PUBLIC_URL: ' https://a.example ' }, { TOKEN_AUDIENCE: 'https://a.example' }],
    ['production shows no schema', { NODE_ENV: 'production' }, { EXPLORER: 'off', INTROSPECTION: false }],
    ['unless told to', { NODE_ENV: 'production', INTROSPECTION: 'true' }, { EXPLORER: 'off', INTROSPECTION: true }],
    ['few threads hash few passwords', { UV_THREADPOOL_SIZE: '2' }, { HASH_CONCURRENCY: 1 }],
  ])('the default is computed so that %s', (_, given, expected) => {
    expect(readSettings(given)).toMatchObject(expected)
  })
})

describe('mistakes', () => {
  test('all mistakes in settings are reported at once, in the order of the documentation', () => {
    const given = { REGISTRATION: 'ajar', BCRYPT_COST: '16', HOST: 'fine', SECRET_KEY: 'short', CORS_ORIGINS: '*' }
    expect(namesOf(given)).toEqual(['SECRET_KEY', 'REGISTRATION', 'BCRYPT_COST', 'CORS_ORIGINS'])
  })

  test('a mistake in a setting names the given value, the expected kind and an example', () => {
    const error = requireError({ REFRESH_GRACE: '1h', LIMIT_LOGIN_PER_USER: 'ten' })
    expect(error.mistakes).toMatchObject([
      { name: 'REFRESH_GRACE', given: '1h', expected: expect.stringContaining('0s to 10m'), example: '15m' },
      { name: 'LIMIT_LOGIN_PER_USER', given: 'ten', example: '10/15m' },
    ])
    expect(error.message.split('\n')).toEqual([
      expect.stringMatching(/^REFRESH_GRACE is "1h", but must be .* Example: REFRESH_GRACE=15m$/),
      expect.stringMatching(/^LIMIT_LOGIN_PER_USER is "ten", but must be .* Example: LIMIT_LOGIN_PER_USER=10\/15m$/),
    ])
  })

  test('a wrong port is one mistake, also if other defaults follow it', () => {
    expect(namesOf({ PORT: '70000' })).toEqual(['PORT'])
  })

  test.each<[string, Environment]>([
    ['a weak key', { SECRET_KEY: `hunter2${'0'.repeat(60)}` }],
    ['one weak key of two', { SECRET_KEY: `${secretKey},hunter2` }],
    ['a database URL', { DATABASE_URL: 'mysql://ada:hunter2@db/latchkey' }],
    ['a database URL beside another mistake', { DATABASE_URL: 'mysql://ada:hunter2@db', PORT: 'x' }],
    ['a database URL without the key it needs', { DATABASE_URL: 'postgres://ada:hunter2@db/latchkey' }],
  ])('a mistake in a setting never repeats a secret: %s', (_, given) => {
    const error = requireError(given)
    const told = [error.message, error.stack, JSON.stringify(error.mistakes)].join()
    expect(told).not.toContain('hunter2')
    expect(told).not.toContain(secretKey)
  })
})

describe('a secret in a file', () => {
  test('a secret in a file is read without the white space around it', () => {
    const settings = readSettings({
      SECRET_KEY_FILE: fileOf(`\n${secretKey}\n`),
      DATABASE_URL_FILE: fileOf('postgres://ada@db/latchkey\n'),
    })
    expect(settings.SECRET_KEY).toEqual([Buffer.from(secretKey, 'hex')])
    expect(settings.DATABASE_URL).toBe('postgres://ada@db/latchkey')
  })

  test('a secret in a file that cannot be read is a mistake', () => {
    expect(namesOf({ SECRET_KEY_FILE: join(createFolder(), 'none') })).toEqual(['SECRET_KEY_FILE'])
    expect(namesOf({ SECRET_KEY_FILE: createFolder() })).toEqual(['SECRET_KEY_FILE'])
  })

  test('a wrong secret in a file is a mistake that does not repeat it', () => {
    expect(requireError({ SECRET_KEY_FILE: fileOf('hunter2') }).message).not.toContain('hunter2')
  })

  test('an empty file for a secret is a mistake', () => {
    expect(namesOf({ SECRET_KEY_FILE: fileOf('\n') })).toHaveLength(1)
  })

  test('a secret in a file and the same secret in the environment are a mistake', () => {
    const given = { SECRET_KEY: secretKey, SECRET_KEY_FILE: fileOf(secretKey) }
    expect(namesOf(given)).toEqual(['SECRET_KEY_FILE'])
    expect(readSettings({ ...given, SECRET_KEY: ' ' }).SECRET_KEY).toHaveLength(1)
  })

  test('a file is read for settings that are secrets only', () => {
    expect(readSettings({ HOST_FILE: fileOf('0.0.0.0') }).HOST).toBe('127.0.0.1')
  })
})

test('several root keys are read newest first, each in its own encoding', () => {
  const base64 = Buffer.from(otherKey, 'hex').toString('base64')
  const { SECRET_KEY } = readSettings({ SECRET_KEY: `${secretKey} , ${base64}` })
  expect(SECRET_KEY.map((key) => key.toString('hex'))).toEqual([secretKey, otherKey])
})

describe('settings that contradict each other', () => {
  test.each<[string, Environment]>([
    ['ACCESS_TOKEN_LIFETIME', { ACCESS_TOKEN_LIFETIME: '2d' }],
    ['REFRESH_TOKEN_LIFETIME', { SESSION_LIFETIME: '29d' }],
    ['PASSWORD_MIN_LENGTH', { PASSWORD_MIN_LENGTH: '20', PASSWORD_MAX_LENGTH: '19' }],
    ['USERNAME_MIN_LENGTH', { USERNAME_MIN_LENGTH: '31' }],
    ['SECRET_KEY', { DATABASE_URL: 'postgres://db/latchkey' }],
    ['COOKIE_SAME_SITE', { COOKIE_SAME_SITE: 'none' }],
    ['PASSWORD_SIGN_IN', { PASSWORD_SIGN_IN: 'false', PASSKEYS: 'false' }],
    ['EMAIL_SIGN_IN', { EMAIL_SIGN_IN: 'register', REGISTRATION: 'closed' }],
    ['EMAIL_REQUIRED', { EMAIL_REQUIRED: 'false', REGISTRATION: 'email-code' }],
    ['EMAIL_REQUIRED', { EMAIL_REQUIRED: 'false', EMAIL_VERIFICATION: 'required' }],
  ])('settings that contradict each other are refused by the name of %s: %o', (name, given) => {
    expect(namesOf(given)).toEqual([name])
  })

  test('settings that contradict each other are all reported at once', () => {
    expect(namesOf({ ACCESS_TOKEN_LIFETIME: '2d', SESSION_LIFETIME: '29d' })).toHaveLength(2)
  })

  test.each<Environment>([
    { ACCESS_TOKEN_LIFETIME: '1d' },
    { SESSION_LIFETIME: '30d' },
    { PASSWORD_MIN_LENGTH: '20', PASSWORD_MAX_LENGTH: '20' },
    { DATABASE_URL: 'postgres://db/latchkey', SECRET_KEY: secretKey },
    { EMAIL_REQUIRED: 'false' },
    { COOKIE_SAME_SITE: 'none', PUBLIC_URL: 'https://auth.example.com' },
  ])('settings at the border do not contradict each other: %o', (given) => {
    expect(() => readSettings(given)).not.toThrow()
  })
})

test.each([
  ['4', 'test', []],
  ['9', 'test', []],
  ['3', 'test', ['BCRYPT_COST']],
  ['9', 'production', ['BCRYPT_COST']],
  ['4', undefined, ['BCRYPT_COST']],
  ['10', undefined, []],
  ['15', 'production', []],
  ['16', 'test', ['BCRYPT_COST']],
])('BCRYPT_COST=%s with NODE_ENV=%s is a mistake of %j', (cost, environment, mistakes) => {
  const given = { BCRYPT_COST: cost, NODE_ENV: environment }
  if (mistakes.length === 0) expect(readSettings(given).BCRYPT_COST).toBe(Number(cost))
  else expect(namesOf(given)).toEqual(mistakes)
})

describe('settings of providers', () => {
  const acme = { PROVIDERS: 'acme-id', PROVIDER_ACME_ID_CLIENT_ID: 'us' }

  test('settings of a provider are read by names that its id makes, and its secret also from a file', () => {
    const read = readSettings({
      ...acme,
      PROVIDER_ACME_ID_CLIENT_SECRET_FILE: fileOf('a secret\n'),
      PROVIDER_ACME_ID_SCOPES: 'openid, email',
      PROVIDER_ACME_ID_ISSUER: 'https://login.acme.example/tenant',
    })
    expect(read.PROVIDER).toEqual({
      'acme-id': {
        CLIENT_ID: 'us',
        CLIENT_SECRET: 'a secret',
        ISSUER: 'https://login.acme.example/tenant',
        NAME: null,
        SCOPES: ['openid', 'email'],
        TRUSTS_EMAIL: null,
        TEAM_ID: null,
        KEY_ID: null,
        AUDIENCES: [],
      },
    })
  })

  test('a provider without a client id, with a malformed value or with a typo in a name stops the start', () => {
    expect(namesOf({ PROVIDERS: 'acme' })).toEqual(['PROVIDER_ACME_CLIENT_ID'])
    expect(namesOf({ ...acme, PROVIDER_ACME_ID_TRUSTS_EMAIL: 'maybe' })).toEqual(['PROVIDER_ACME_ID_TRUSTS_EMAIL'])
    expect(namesOf({ ...acme, PROVIDER_ACME_CLIENT_ID: 'us' })).toEqual(['PROVIDER_ACME_CLIENT_ID'])
    expect(namesOf({ ...acme, PROVIDER_ACME_ID_ISSUER: 'http://login.acme.example' })).toEqual([
      'PROVIDER_ACME_ID_ISSUER',
    ])
  })

  test('the pages to return to are those of the server and of the front ends unless the settings list others', () => {
    const CORS_ORIGINS = 'https://a.example.com, https://b.example.com'
    expect(readSettings({ PUBLIC_URL: 'https://auth.example.com', CORS_ORIGINS }).RETURN_URLS).toEqual([
      'https://auth.example.com/auth/callback',
      'https://a.example.com/auth/callback',
      'https://b.example.com/auth/callback',
    ])
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'https://a@b.example', 'https://b.example/#x', 'x']) {
      expect(namesOf({ RETURN_URLS: url }), url).toEqual(['RETURN_URLS'])
    }
  })
})
