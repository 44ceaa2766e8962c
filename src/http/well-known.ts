import type { FastifyInstance } from 'fastify'
import type { AuthService } from '../auth-service.js'
import { corsOfPublicDocuments } from './cors.js'

/** Cache time. A key is published an hour before it signs, which is much longer. */
const cacheControl = 'public, max-age=300'

const folder = '/.well-known'

/**
 * What other services need to verify access tokens by themselves: the keys (RFC 7517) and metadata of the issuer
 * (RFC 8414, OpenID Connect Discovery 1.0). All of it is public, so every origin may read it.
 */
export function serveWellKnown(server: FastifyInstance, auth: AuthService, issuer: string): void {
  server.options(`${folder}/*`, { config: { cors: corsOfPublicDocuments } }, (_request, reply) => reply.callNotFound())
  serveDocument(server, `${folder}/jwks.json`, () => ({ keys: auth.publicKeys() }))
  for (const [name, describe] of Object.entries(descriptions)) {
    const document = () => describe(issuer, auth)
    serveDocument(server, `${folder}/${name}`, document)
    if (hasPath(issuer)) serveBehindName(server, { name, issuer, document })
  }
}

const descriptions = {
  'oauth-authorization-server': describeAuthorizationServer,
  'openid-configuration': describeOpenIdProvider,
}

function serveDocument(server: FastifyInstance, path: string, document: () => object): void {
  server.get(path, { config: { cors: corsOfPublicDocuments } }, async (_request, reply) => {
    void reply.header('cache-control', cacheControl)
    return document()
  })
}

interface NamedDocument {
  name: string
  issuer: string
  document(): object
}

/**
 * RFC 8414 puts the path of the issuer behind the name. (OpenID Connect puts it before the folder, where a proxy
 * strips it.) The path is compared and not declared, because a route has signs of its own.
 */
function serveBehindName(server: FastifyInstance, { name, issuer, document }: NamedDocument): void {
  const path = `${folder}/${name}${new URL(issuer).pathname}`
  server.get(`${folder}/${name}/*`, { config: { cors: corsOfPublicDocuments } }, async (request, reply) => {
    if (request.url.split('?')[0] !== path) return reply.callNotFound()
    return reply.header('cache-control', cacheControl).send(document())
  })
}

function hasPath(issuer: string): boolean {
  return new URL(issuer).pathname !== '/'
}

/** Announces only what exists. By RFC 8414 a missing `grant_types_supported` means the code and implicit grants. */
function describeAuthorizationServer(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}${folder}/jwks.json`,
    response_types_supported: [],
    grant_types_supported: [],
  }
}

/** Verifiers read the algorithms of access tokens from the member for ID tokens. */
function describeOpenIdProvider(issuer: string, auth: AuthService): object {
  return {
    ...describeAuthorizationServer(issuer),
    id_token_signing_alg_values_supported: [...new Set(auth.publicKeys().map(({ alg }) => alg))],
    subject_types_supported: ['public'],
  }
}
