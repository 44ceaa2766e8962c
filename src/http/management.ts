import { type FastifyInstance, fastify } from 'fastify'
import type { AuthService } from '../auth-service.js'
import type { Settings } from '../config/settings.js'
import { type GraphqlEndpoint, serveGraphql } from './graphql-endpoint.js'
import { type Health, serveHealth } from './health.js'
import { rewriteUrl } from './request-errors.js'

interface Metrics {
  readonly contentType: string
  print(): Promise<string>
}

interface Needs {
  metrics: Metrics
  health: Health
  auth: AuthService
  /** The administrators' API, if it is served here. */
  endpoints: readonly GraphqlEndpoint[]
}

/** Metrics, health and perhaps the administrators' API, on a port of its own. These requests are not logged. */
export function createManagementServer(
  { metrics, health, auth, endpoints }: Needs,
  settings: Settings,
): FastifyInstance {
  const server = fastify({ rewriteUrl, bodyLimit: 1, requestTimeout: 30_000, forceCloseConnections: true })
  serveHealth(server, health)
  for (const endpoint of endpoints) serveGraphql(server, { auth, operations: new WeakMap(), settings }, endpoint)
  server.get('/metrics', async (_request, reply) => {
    void reply.header('content-type', metrics.contentType).header('cache-control', 'no-store')
    return metrics.print()
  })
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'not found' }))
  server.setErrorHandler((_error, _request, reply) => reply.code(500).send({ status: 'error' }))
  return server
}
