import type { FastifyInstance } from 'fastify'
import type { AuthService } from '../auth-service.js'
import type { Settings } from '../config/settings.js'
import { relatedOriginsOf, relyingPartyOf } from '../webauthn/relying-party.js'
import { corsOfPublicDocuments } from './cors.js'

/** Cache time. A key is published an hour before it signs, which is much longer. */
const cacheControl = 'public, max-age=300'

const folder = '/.well-known'

/**
 * What other services need to verify access tokens by themselves: the keys (RFC 7517) and metadata of the issuer
 * (RFC 8414, OpenID Connect Discovery 1.0). All of it is public, so every origin may read it.
 */
export function serveWellKnown(server: FastifyInstance, auth: AuthService, pages: PublicPages): void {
  const { issuer } = pages
  server.options(`${folder}/*`, { config: { cors: corsOfPublicDocuments } }, (_request, reply) => reply.callNotFound())
  serveDocument(server, `${folder}/jwks.json`, () => ({ keys: auth.publicKeys() }))
  for (const [name, describe] of Object.entries(descriptions)) {
    const document = () => describe(issuer, auth)
    serveDocument(server, `${folder}/${name}`, document)
    if (hasPath(issuer)) serveBehindName(server, { name, issuer, document })
  }
  servePages(server, pages)
}

/** What the server tells of itself and of the pages around it. */
export interface PublicPages {
  issuer: string
  /** Origins beyond the domain of passkeys that may use them (WebAuthn, section 5.11). */
  relatedOrigins: readonly string[]
  /** Null: there is no such page. */
  passkeysUrl: string | null
  changePasswordUrl: string | null
}

export function publicPagesOf(settings: Settings): PublicPages {
  return {
    issuer: settings.PUBLIC_URL,
    relatedOrigins: settings.PASSKEYS ? relatedOriginsOf(relyingPartyOf(settings)) : [],
    passkeysUrl: settings.PASSKEYS_URL,
    changePasswordUrl: settings.CHANGE_PASSWORD_URL,
  }
}

/** Browsers and password managers look for these pages. */
function servePages(server: FastifyInstance, { relatedOrigins, passkeysUrl, changePasswordUrl }: PublicPages): void {
  if (relatedOrigins.length > 0) serveDocument(server, `${folder}/webauthn`, () => ({ origins: relatedOrigins }))
  if (passkeysUrl !== null) {
    serveDocument(server, `${folder}/passkey-endpoints`, () => ({ enroll: passkeysUrl, manage: passkeysUrl }))
  }
  if (changePasswordUrl !== null) {
    server.get(`${folder}/change-password`, (_request, reply) => reply.redirect(changePasswordUrl, 302))
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
