import { envelop, useEngine, useSchema } from '@envelop/core'
import { useGenericAuth } from '@envelop/generic-auth'
import { buildSchema, execute, parse, specifiedRules, subscribe, validate } from 'graphql'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { createRole, grant } from '../support/roles.js'
import { startApp, startAppOn } from '../support/start-app.js'

const schema = buildSchema(`
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE
  type Query {
    open: String
    own: String @authenticated
    notes: String @requiresScopes(scopes: [["notes.read"]])
    drafts: String @requiresScopes(scopes: [["notes.read", "notes.write"]])
  }
`)

/** The plugin that Hive Gateway enforces the directives of a supergraph with. */
function openGateway(issuer: string, jwksUri: string) {
  const keys = createRemoteJWKSet(new URL(jwksUri))
  const options = { issuer, audience: issuer, typ: 'at+jwt', algorithms: ['ES256'] }
  const getEnveloped = envelop({
    plugins: [
      useEngine({ parse, validate, specifiedRules, execute, subscribe }),
      useSchema(schema),
      useGenericAuth<JWTPayload, { token: string | null }>({
        mode: 'protect-granular',
        rejectUnauthenticated: false,
        resolveUserFn: async ({ token }) => (token === null ? null : (await jwtVerify(token, keys, options)).payload),
      }),
    ],
  })
  return async (field: string, token: string | null): Promise<string | undefined> => {
    const context = { token }
    const enveloped = getEnveloped(context)
    const document = enveloped.parse(`{ ${field} }`)
    const contextValue = await enveloped.contextFactory()
    const errors = enveloped.validate(enveloped.schema, document)
    if (errors.length > 0) return String(errors[0]?.extensions.code)
    const rootValue = { open: 'yes', own: 'yes', notes: 'yes', drafts: 'yes' }
    const { data, errors: refusals } = await enveloped.execute({
      schema: enveloped.schema,
      document,
      contextValue,
      rootValue,
    })
    return data?.[field] ?? refusals?.[0]?.extensions.code
  }
}

describe('a gateway that enforces @requiresScopes', () => {
  test('the scopes of a token of CLAIMS=apollo-router open exactly the fields that ask for them', async () => {
    const settings = { CLAIMS: 'apollo-router' }
    const first = await startApp('sqlite', settings)
    await createRole(first, 'reader', { applicationPermissions: ['notes.read'] })
    await createRole(first, 'editor', { applicationPermissions: ['notes.read', 'notes.write'] })
    const running = await startAppOn(first.settings.DATABASE_URL, settings, first.clock)
    const url = await running.app.http.listen({ host: '127.0.0.1', port: 0 })
    const ask = openGateway(running.settings.PUBLIC_URL, `${url}/.well-known/jwks.json`)
    const [reader, editor] = [await signUp(running), await signUp(running, grace)]
    await grant(running, reader.user.id, 'reader')
    await grant(running, editor.user.id, 'editor')
    const tokens = [null, reader.access, (await signIn(running)).access, (await signIn(running, grace)).access]
    const verdicts = await Promise.all(
      tokens.map(async (token) => Promise.all(['open', 'own', 'notes', 'drafts'].map((field) => ask(field, token)))),
    )
    const refused = 'UNAUTHORIZED_FIELD_OR_TYPE'
    expect(verdicts).toEqual([
      ['yes', refused, refused, refused],
      // Signed in before the role was given: the token has no scope, until it is refreshed.
      ['yes', 'yes', refused, refused],
      ['yes', 'yes', 'yes', refused],
      ['yes', 'yes', 'yes', 'yes'],
    ])
  })
})

test('the claims of CLAIMS=hasura have the form that Hasura documents: texts, and a default role among the allowed ones', async () => {
  const running = await startApp('sqlite', { CLAIMS: 'hasura' })
  await createRole(running, 'editor', {})
  const { user, access: plain } = await signUp(running)
  await grant(running, user.id, 'editor')
  for (const token of [plain, (await signIn(running, ada)).access]) {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const claims: Record<string, unknown> = payload['https://hasura.io/jwt/claims']
    const { 'x-hasura-allowed-roles': allowed, ...texts } = claims
    expect(allowed).toEqual(expect.arrayContaining([claims['x-hasura-default-role']]))
    for (const [name, value] of Object.entries(texts)) {
      expect(name).toMatch(/^x-hasura-[a-z-]+$/)
      expect(value).toEqual(expect.any(String))
    }
    expect((allowed as unknown[]).every((role) => typeof role === 'string')).toBe(true)
  }
})
