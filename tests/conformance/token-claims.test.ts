import { createRemoteJWKSet, jwtVerify } from 'jose'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../src/app.js'
import { readSettings } from '../../src/config/config.js'
import { createDatabase } from '../support/engines.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { createRole, grant } from '../support/roles.js'
import { type RunningApp, startApp, startAppOn, testSecretKey } from '../support/start-app.js'

// Real consumers of access tokens read the claims of docs/claims.md.

async function listen({ app }: RunningApp): Promise<string> {
  return app.http.listen({ host: '127.0.0.1', port: 0 })
}

async function verify(url: string, token: string): Promise<Record<string, unknown>> {
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`))
  return (await jwtVerify(token, keys, { typ: 'at+jwt', requiredClaims: ['roles', 'sub'] })).payload
}

/** An instance that begins after the role was made, as all instances do ten seconds later. */
async function startWithEditor(settings: Record<string, string>) {
  const first = await startApp('postgres', settings)
  await createRole(first, 'web_editor', { applicationPermissions: ['notes.write'] })
  return startAppOn(first.settings.DATABASE_URL, settings, first.clock)
}

test('a row of PostgreSQL is visible to the user of the token alone, by the claims that PostgREST hands on', async () => {
  const running = await startWithEditor({ CLAIMS: 'postgrest', CLAIMS_POSTGREST_ROLES: 'web_editor' })
  const url = await listen(running)
  const own = await signUp(running)
  const other = await signUp(running, grace)
  await grant(running, own.user.id, 'web_editor')
  const [editor, reader] = [await signIn(running, ada), other]

  const database = new pg.Client(await createDatabase('postgres'))
  await database.connect()
  onTestFinished(() => database.end())
  for (const role of ['web_editor', 'authenticated']) {
    await database.query(`do $$ begin create role ${role}; exception when duplicate_object then null; end $$`)
  }
  await database.query(`
    create table notes (owner text, body text);
    alter table notes enable row level security;
    create policy own_notes on notes using (owner = current_setting('request.jwt.claims', true)::json ->> 'sub');
    grant select on notes to web_editor, authenticated;
    grant insert on notes to web_editor;
  `)
  await database.query('insert into notes values ($1, $2), ($3, $4)', [own.user.id, 'mine', other.user.id, 'hers'])

  /** What PostgREST does with a verified token at the start of each request. */
  const as = async (token: string, statement: string) => {
    const claims = await verify(url, token)
    await database.query('begin')
    try {
      await database.query(`set local role ${String(claims.role)}`)
      await database.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)])
      return (await database.query(statement)).rows
    } finally {
      await database.query('rollback')
    }
  }
  expect(await as(editor.access, 'select body from notes')).toEqual([{ body: 'mine' }])
  expect(await as(reader.access, 'select body from notes')).toEqual([{ body: 'hers' }])
  const insert = (id: string) => `insert into notes values ('${id}', 'new') returning body`
  expect(await as(editor.access, insert(own.user.id))).toEqual([{ body: 'new' }])
  await expect(as(reader.access, insert(other.user.id))).rejects.toThrow(/permission denied/)
})

test('a verifier of another service reads roles, permissions and scope', async () => {
  const running = await startWithEditor({ CLAIMS: 'hasura,apollo-router' })
  const url = await listen(running)
  const { user } = await signUp(running)
  await grant(running, user.id, 'web_editor')
  const { access } = await signIn(running, ada)
  expect(await verify(url, access)).toMatchObject({
    roles: ['web_editor'],
    permissions: ['notes.write'],
    scope: 'notes.write',
    'https://hasura.io/jwt/claims': { 'x-hasura-user-id': user.id, 'x-hasura-default-role': 'web_editor' },
  })
})

test('a token with the amr of Supabase opens our own API and keeps its methods', async () => {
  const running = await startApp('sqlite', { CLAIMS: 'supabase', TOKEN_AUDIENCE: 'authenticated' })
  const { access, user } = await signUp(running)
  const answer = await running.askText('{ me { id } session { claims { methods assurance } } }', {}, { token: access })
  expect(answer.data).toEqual({
    me: { id: user.id },
    session: { claims: { methods: ['PASSWORD'], assurance: 'AAL1' } },
  })
})

test('a program that embeds the server adds claims by a function', async () => {
  const settings = { NODE_ENV: 'test', BCRYPT_COST: '4', LOG_LEVEL: 'silent', SECRET_KEY: testSecretKey }
  await using app = await buildApp(readSettings({ ...settings, DATABASE_URL: await createDatabase('sqlite') }), {
    claims: async (user, session) => ({ tenant: String(user.type), level: session.assurance, iss: 'somebody' }),
  })
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const client = { address: '127.0.0.1', userAgent: null, language: 'en', requestId: 'test' } as const
  const outcome = await app.auth.register({ email: ada.email, password: ada.password, sendEmail: true }, client)
  if (outcome.kind !== 'signedIn') throw new Error(outcome.kind)
  const claims = await verify(url, outcome.tokens.accessToken)
  expect(claims).toMatchObject({ tenant: '0', level: 'AAL1', iss: 'http://localhost:4000' })
})
