import type { FastifyInstance } from 'fastify'
import type { AuthService } from '../auth-service.js'

/** Far shorter than the hour for which a key is published before it signs. */
const cacheControl = 'public, max-age=300'

/** What other services need to verify access tokens by themselves (RFC 7517, RFC 8414). */
export function serveWellKnown(server: FastifyInstance, auth: AuthService, issuer: string): void {
  server.get('/.well-known/jwks.json', async (_request, reply) => {
    void reply.header('cache-control', cacheControl)
    return { keys: auth.publicKeys() }
  })
  server.get('/.well-known/openid-configuration', async (_request, reply) => {
    void reply.header('cache-control', cacheControl)
    return {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: [...new Set(auth.publicKeys().map(({ alg }) => alg))],
      subject_types_supported: ['public'],
      response_types_supported: [],
    }
  })
}
