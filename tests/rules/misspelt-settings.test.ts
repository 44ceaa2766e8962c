import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import { ConfigurationError } from '../../src/config/mistakes.js'
import type { Environment } from '../../src/config/setting.js'

function mistakesOf(given: Environment): string[] {
  try {
    readSettings(given)
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')
    throw error
  }
}

describe('a setting whose name is not known', () => {
  test.each([
    ['ACESS_TOKEN_LIFETIME', 'ACCESS_TOKEN_LIFETIME'],
    ['PUBLIC_URI', 'PUBLIC_URL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['SMTP_URLS', 'SMTP_URL'],
    ['EMAIL_VERIFICATON', 'EMAIL_VERIFICATION'],
    ['SECRET_KEY_FLIE', 'SECRET_KEY_FILE'],
    ['LIMIT_LOGINS', 'LIMIT_LOGIN_PER_USER'],
  ])('%s stops the start and names %s', (given, nearest) => {
    const [line = ''] = mistakesOf({ [given]: 'x' })
    expect(line).toContain(`${given} must be the name of a setting`)
    if (given !== 'LIMIT_LOGINS') expect(line).toContain(nearest)
  })

  test.each([
    'HOME',
    'HOSTNAME',
    'PATH',
    'NODE_ENV',
    'OTEL_SERVICE_NAME',
    'PGPASSWORD',
    'npm_config_cache',
    'SHELL',
    'TERM',
  ])('%s is the name of another program and is left alone', (name) => {
    expect(mistakesOf({ [name]: 'x' })).toEqual([])
  })

  test('a typo is listed together with every other mistake', () => {
    expect(mistakesOf({ CORS_ORIGIN: 'x', PORT: 'x' })).toHaveLength(2)
  })
})

describe('PUBLIC_URL in production', () => {
  const production = {
    NODE_ENV: 'production',
    SECRET_KEY: '8f3c1a7e55d2904b6ce1f8a90b3d7725c4e6190fa2b8d35716e04c9bd97f2a61',
  }
  const database = { DATABASE_URL: 'postgres://db.example.com/latchkey' }

  test('a server that other machines reach does not start without PUBLIC_URL', () => {
    expect(mistakesOf({ ...production, HOST: '0.0.0.0' })[0]).toMatch(/^PUBLIC_URL must be given/)
    expect(mistakesOf({ ...production, ...database })[0]).toMatch(/^PUBLIC_URL must be given/)
  })

  test('a server on a loopback address with SQLite starts without PUBLIC_URL', () => {
    expect(mistakesOf(production)).toEqual([])
    expect(mistakesOf({ ...production, ...database, PUBLIC_URL: 'https://auth.example.com' })).toEqual([])
  })
})

describe('a URL with a password', () => {
  test.each([
    ['SMTP_URL', 'smtps://a@b.example:p#ss@host.example:465', 'p#ss'],
    ['SMTP_URL', 'smtp://u:AB+cd/EF@host.example:587', 'AB+cd'],
    ['SMTP_URL', 'smtp://u:25/hunter@host.example:587', 'hunter'],
    ['SMTP_URL', 'smtp://u:50%hunter@host.example:587', 'hunter'],
    ['DATABASE_URL', 'postgres://u:p@ss/w@127.0.0.1/db', 'p@ss'],
    ['DATABASE_URL', 'postgres://u:54/hunter@127.0.0.1/db', 'hunter'],
    ['DATABASE_URL', 'postgres://u:54?hunter@127.0.0.1/db', 'hunter'],
    ['DATABASE_URL', 'postgres://u:p%hunter@127.0.0.1/db', 'hunter'],
  ])(
    '%s with raw special characters is refused, says how they are written, and shows nothing of the secret',
    (name, given, secret) => {
      const [line = ''] = mistakesOf({ [name]: given })
      expect(line).toContain('write @ as %40')
      expect(line).not.toContain(secret)
    },
  )

  test('a scheme in capitals is taken', () => {
    expect(readSettings({ SMTP_URL: 'SMTP://HOST:25' }).SMTP_URL).toBe('smtp://HOST:25')
  })

  test('DATABASE_PASSWORD and SMTP_PASSWORD stand apart from the URL and may have any character', () => {
    const secret = { SECRET_KEY: '8f3c1a7e55d2904b6ce1f8a90b3d7725c4e6190fa2b8d35716e04c9bd97f2a61' }
    const { DATABASE_URL } = readSettings({
      ...secret,
      DATABASE_URL: 'postgres://u@db/x',
      DATABASE_PASSWORD: 'p@s:s/#%?',
    })
    expect(decodeURIComponent(new URL(DATABASE_URL).password)).toBe('p@s:s/#%?')
    const socket = { DATABASE_URL: 'postgres:///x?host=/run/postgresql', DATABASE_PASSWORD: 'p@s:s/#%?' }
    expect(new URL(readSettings({ ...secret, ...socket }).DATABASE_URL).searchParams.get('password')).toBe('p@s:s/#%?')
  })
})
