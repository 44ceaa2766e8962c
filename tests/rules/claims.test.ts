import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ClaimSource, CustomClaims } from '../../src/claims/claims.js'
import { openClaims } from '../../src/claims/open-claims.js'
import { readSettings } from '../../src/config/config.js'
import { ConfigurationError } from '../../src/config/mistakes.js'
import type { Environment } from '../../src/config/setting.js'

const source: ClaimSource = {
  user: { id: 'ada', email: 'ada@example.com', emailVerified: true, username: null, type: 3 },
  session: {
    id: 'first',
    assurance: 'AAL2',
    methods: ['PASSWORD', 'TOTP'],
    authenticatedAt: new Date('2026-01-02T03:04:05Z'),
  },
  roles: ['editor', 'web_admin'],
  permissions: ['posts.read', 'posts.write'],
  profile: async () => ({ clinic: 'Babbage', age: null }),
}
const withoutRoles: ClaimSource = { ...source, roles: [], permissions: [] }

const claimsWith = (environment: Environment, custom: CustomClaims | null = null) =>
  openClaims(readSettings({ NODE_ENV: 'test', ...environment }), custom)

function fileWith(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'claims-')), 'claims.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return `file:${file}`
}

const standard = { roles: source.roles, permissions: source.permissions, scope: 'posts.read posts.write' }

describe('claims of access tokens', () => {
  test('without settings a token tells roles, permissions and the scope, and no scope without permissions', async () => {
    expect(await claimsWith({})(source)).toEqual(standard)
    expect(await claimsWith({})(withoutRoles)).toEqual({ roles: [], permissions: [] })
  })

  test('hasura reads its namespace: the user, a default role and the allowed roles, all as text', async () => {
    expect(await claimsWith({ CLAIMS: 'hasura' })(source)).toEqual({
      ...standard,
      'https://hasura.io/jwt/claims': {
        'x-hasura-user-id': 'ada',
        'x-hasura-default-role': 'editor',
        'x-hasura-allowed-roles': ['editor', 'web_admin', 'user'],
        'x-hasura-session-id': 'first',
      },
    })
    const { 'https://hasura.io/jwt/claims': claims } = await claimsWith({ CLAIMS: 'hasura' })(withoutRoles)
    expect(claims).toMatchObject({ 'x-hasura-default-role': 'user', 'x-hasura-allowed-roles': ['user'] })
  })

  test('postgrest gets one role of the database: the first one of the setting that the user has', async () => {
    const settings = { CLAIMS: 'postgrest', CLAIMS_POSTGREST_ROLES: 'owner,web_admin,editor' }
    expect(await claimsWith(settings)(source)).toMatchObject({ role: 'web_admin' })
    expect(await claimsWith(settings)(withoutRoles)).toMatchObject({ role: 'authenticated' })
    expect(await claimsWith({ ...settings, CLAIMS_POSTGREST_DEFAULT_ROLE: 'web_user' })(withoutRoles)).toMatchObject({
      role: 'web_user',
    })
  })

  test('supabase gets its role, its level, its methods with times and the roles of the application', async () => {
    expect(await claimsWith({ CLAIMS: 'supabase', TOKEN_AUDIENCE: 'authenticated' })(source)).toEqual({
      ...standard,
      role: 'authenticated',
      email: 'ada@example.com',
      session_id: 'first',
      aal: 'aal2',
      amr: [
        { method: 'password', timestamp: 1_767_323_045 },
        { method: 'totp', timestamp: 1_767_323_045 },
      ],
      app_metadata: { roles: ['editor', 'web_admin'] },
    })
  })

  test('apollo-router always gets a scope, and several presets go together', async () => {
    const claims = await claimsWith({ CLAIMS: 'apollo-router, hasura' })(withoutRoles)
    expect(claims).toMatchObject({ scope: '', 'https://hasura.io/jwt/claims': {} })
  })

  test('a file of the operator fills its expressions at any depth, and leaves out what is null', async () => {
    const CLAIMS = fileWith({
      plan: 'free',
      org: { id: '$user.type', clinic: '$profile.clinic', age: '$profile.age', tags: ['$session.assurance', 'x'] },
      user_roles: '$roles',
      username: '$user.username',
      nothing: null,
    })
    expect(await claimsWith({ CLAIMS })(source)).toEqual({
      ...standard,
      plan: 'free',
      org: { id: 3, clinic: 'Babbage', tags: ['AAL2', 'x'] },
      user_roles: ['editor', 'web_admin'],
      nothing: null,
    })
  })

  test.each([
    ['a claim that the server sets', { sub: '$user.type' }, /without the claim sub/],
    ['an expression that does not exist', { a: { b: ['$user.password'] } }, /not \$user\.password/],
    ['a name of every object', { a: '$constructor' }, /not \$constructor/],
    ['no object', [1], /JSON object/],
    ['no JSON', '{', /JSON object that this process can read/],
  ])('a file with %s stops the start and says so', (_, content, message) => {
    const CLAIMS = fileWith(content)
    expect(() => claimsWith({ CLAIMS })).toThrow(ConfigurationError)
    expect(() => claimsWith({ CLAIMS })).toThrow(message)
  })

  test('claims of CONFIG_FILE are read like those of a file, and stop the start for the same mistakes', async () => {
    const inline = (claims: object) => ({ CLAIMS: `json:${encodeURIComponent(JSON.stringify(claims))}` })
    expect(await claimsWith(inline({ plan: 'a, b', names: ['$roles'] }))(source)).toMatchObject({
      plan: 'a, b',
      names: [source.roles],
    })
    expect(() => claimsWith(inline({ sub: 'x' }))).toThrow(/^CLAIMS must be without the claim sub/)
    expect(() => claimsWith({ CLAIMS: 'json:%' })).toThrow(/^CLAIMS is "json:%"/)
  })

  test.each([
    ['a preset that does not exist', { CLAIMS: 'keycloak' }, /CLAIMS is "keycloak"/],
    ['two presets that set one claim', { CLAIMS: 'postgrest,supabase', TOKEN_AUDIENCE: 'authenticated' }, /both set/],
    ['supabase without its audience', { CLAIMS: 'supabase' }, /TOKEN_AUDIENCE .*must be authenticated/],
  ])('the start stops for %s', (_, environment, message) => {
    expect(() => claimsWith(environment)).toThrow(message)
  })

  test('claims in code get user and session, and cannot replace those that identify', async () => {
    const custom: CustomClaims = async (user, session) => ({
      sub: 'somebody else',
      act: { sub: 'root' },
      tenant: `${user.type}`,
      level: session.assurance,
      role: user.roles[0],
    })
    expect(await claimsWith({}, custom)(source)).toEqual({ ...standard, tenant: '3', level: 'AAL2', role: 'editor' })
  })
})
