import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadSettings, readSettings } from '../../src/config/config.js'
import { ConfigurationError } from '../../src/config/mistakes.js'
import type { Environment } from '../../src/config/setting.js'

function fileWith(content: string, name = 'latchkey.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const load = (content: string, environment: Environment = {}) =>
  loadSettings({ ...environment, CONFIG_FILE: fileWith(content) })

/** The mistakes, a line each. */
async function mistakesOf(content: string, environment: Environment = {}): Promise<string[]> {
  const error = await load(content, environment).catch((reason: unknown) => reason)
  if (error instanceof ConfigurationError) return error.message.split('\n')
  throw new Error('The settings were read.')
}

describe('CONFIG_FILE', () => {
  test('a file gives texts, numbers, flags and lists, and what it leaves out has its default', async () => {
    const settings = await load(`
PORT: 4100
PUBLIC_URL: https://auth.example.com   # a comment
CORS_ORIGINS:
  - https://app.example.com
  - https://admin.example.com
USERNAME_REQUIRED: true
ACCESS_TOKEN_LIFETIME: 10m
REFRESH_TOKEN_LIFETIME: 3600
LIMIT_LOGIN_PER_USER: 5/15m
CORS_HEADERS: []
`)
    expect(settings).toMatchObject({
      PORT: 4100,
      PUBLIC_URL: 'https://auth.example.com',
      CORS_ORIGINS: ['https://app.example.com', 'https://admin.example.com'],
      USERNAME_REQUIRED: true,
      ACCESS_TOKEN_LIFETIME: 600,
      REFRESH_TOKEN_LIFETIME: 3600,
      LIMIT_LOGIN_PER_USER: { burst: 5, windowSeconds: 900 },
      EMAIL_CODE_LENGTH: 6,
    })
    expect(await load('{ "PORT": 4100, "REQUIRED_PROFILE_FIELDS": ["age", "sex"] }')).toMatchObject({
      PORT: 4100,
      REQUIRED_PROFILE_FIELDS: ['age', 'sex'],
    })
  })

  test('a setting of the environment replaces that of the file, and an empty one does not', async () => {
    const content = 'PORT: 4100\nHOST: 0.0.0.0'
    expect(await load(content, { PORT: '4200', HOST: ' ' })).toMatchObject({ PORT: 4200, HOST: '0.0.0.0' })
  })

  test('a secret is refused in the file without repeating it, and may stand in a file that it names', async () => {
    const secret = 'Yc3uVJm1b0n8r0Xk8C0nq9pQ2tLw5eRz7hUaGdSfKjM='
    const [line = '', ...others] = await mistakesOf(`SECRET_KEY: ${secret}`)
    expect(line).toMatch(/^SECRET_KEY must be given outside of CONFIG_FILE, or as SECRET_KEY_FILE/)
    expect([line, ...others].join()).not.toContain(secret)
    const named = `SECRET_KEY_FILE: ${fileWith(secret, 'key')}`
    expect((await load(named)).SECRET_KEY).toHaveLength(1)
    const given = { SECRET_KEY: randomBytes(32).toString('base64') }
    expect((await load(named, given)).SECRET_KEY[0]?.toString('base64')).toBe(given.SECRET_KEY)
  })

  test('every mistake of a file is said at once, with the value that is wrong and an example', async () => {
    expect(
      await mistakesOf(
        'PROT: 1\nUSERNAME_REQUIRED: "yes"\nPORT: many\nCORS_ORIGINS: https://a.example\nCONFIG_FILE: x',
      ),
    ).toEqual([
      'PROT must be the name of a setting; the nearest one is PORT.',
      'CONFIG_FILE must be given by the environment.',
      expect.stringMatching(/^PORT is "many", but must be a whole number from 0 to 65535/),
      expect.stringMatching(/^USERNAME_REQUIRED is "yes", but must be true or false\./),
      expect.stringMatching(/^CORS_ORIGINS is "https:\/\/a\.example", but must be a list, each an origin/),
    ])
  })

  test('a value of the right form that breaks a rule is a mistake as in the environment', async () => {
    expect(await mistakesOf('ACCESS_TOKEN_LIFETIME: 2d\nACCESS_TOKEN_MAX_LIFETIME: 1d')).toEqual([
      expect.stringMatching(/^ACCESS_TOKEN_LIFETIME is "172800", but must be no more than ACCESS_TOKEN_MAX_LIFETIME/),
    ])
  })

  test.each([
    ['is not YAML', 'PORT: [1\nHOST: "geheim', /fault \w+ at line \d+, column \d+/],
    ['has a name twice', 'PORT: 1\nPORT: 2', /fault DUPLICATE_KEY at line 2, column 1/],
    ['has no settings', '- PORT', /a file with settings by name/],
    ['is empty', '', /a file with settings by name/],
  ])('a file that %s stops the start with the place, and repeats nothing of it', async (_, content, message) => {
    const [line = ''] = await mistakesOf(content)
    expect(line).toMatch(/^CONFIG_FILE is ".*latchkey\.yaml", but must be/)
    expect(line).toMatch(message)
    expect(line).not.toContain('geheim')
  })

  test('a file that does not exist stops the start', async () => {
    const loading = loadSettings({ CONFIG_FILE: '/nowhere/latchkey.yaml' })
    await expect(loading).rejects.toThrow(
      /CONFIG_FILE is "\/nowhere\/latchkey.yaml", but must be a file that this process/,
    )
  })

  test('readSettings, which reads no file, refuses CONFIG_FILE instead of ignoring it', () => {
    expect(() => readSettings({ CONFIG_FILE: 'latchkey.yaml' })).toThrow(/read with loadSettings/)
  })

  test('a provider in the file may be an object with its settings, and the environment replaces one of them or the list', async () => {
    const content = `
PROVIDERS:
  - google
  - ID: acme
    CLIENT_ID: latchkey
    CLIENT_SECRET_FILE: ${fileWith('geheim', 'secret')}
    ISSUER: https://login.acme.example
    SCOPES: [openid, email]
PROVIDER_GOOGLE_CLIENT_ID: ours
`
    const acme = { CLIENT_ID: 'latchkey', CLIENT_SECRET: 'geheim', SCOPES: ['openid', 'email'] }
    const settings = await load(content)
    expect(settings.PROVIDERS).toEqual(['google', 'acme'])
    expect(settings.PROVIDER).toMatchObject({ google: { CLIENT_ID: 'ours' }, acme })
    const replaced = await load(content, { PROVIDER_ACME_CLIENT_ID: 'other' })
    expect(replaced.PROVIDER.acme).toMatchObject({ ...acme, CLIENT_ID: 'other' })
    expect((await load(content, { PROVIDERS: 'google' })).PROVIDER).toEqual({ google: expect.anything() })
  })

  test('a provider with a secret or an unknown name among its settings stops the start, and the secret is not repeated', async () => {
    for (const member of ['CLIENT_SECRET: geheim', 'COLOUR: geheim']) {
      const [line = ''] = await mistakesOf(`PROVIDERS:\n  - ID: acme\n    CLIENT_ID: x\n    ${member}`)
      expect(line).toMatch(/^PROVIDERS must be a list, each the id of a provider/)
      expect(line).not.toContain('geheim')
    }
  })

  test('claims stand in the file as an object beside presets', async () => {
    const { CLAIMS } = await load(`CLAIMS:\n  - hasura\n  - plan: "free, for now"\n    tags: [$roles]`)
    expect(CLAIMS).toEqual([{ preset: 'hasura' }, { claims: { plan: 'free, for now', tags: ['$roles'] } }])
  })

  test('roles stand in the file as a list, and in the environment as JSON', async () => {
    const editor = {
      name: 'editor',
      description: 'Writes, and corrects',
      permissions: [],
      applicationPermissions: ['a:b'],
    }
    const content = `ROLES:\n  - name: editor\n    description: Writes, and corrects\n    applicationPermissions: ["a:b"]`
    expect((await load(content)).ROLES).toEqual([editor])
    const given = { ROLES: '[{"name":"support","permissions":["USERS_READ"]}]' }
    const support = { name: 'support', description: '', permissions: ['USERS_READ'], applicationPermissions: [] }
    expect((await load(content, given)).ROLES).toEqual([support])
  })

  test.each([
    ['no list', 'ROLES: editor'],
    ['a role without a name', 'ROLES: [{ description: x }]'],
    ['a name with a space', 'ROLES: [{ name: "an editor" }]'],
    ['a member that does not exist', 'ROLES: [{ name: editor, rights: [x] }]'],
    ['permissions as one text', 'ROLES: [{ name: editor, permissions: USERS_READ }]'],
  ])('roles with %s stop the start with an example', async (_, content) => {
    const [line] = await mistakesOf(content)
    expect(line).toMatch(/^ROLES .*must be .*list of roles.* Example: ROLES=\[\{"name":"editor"/)
  })
})
