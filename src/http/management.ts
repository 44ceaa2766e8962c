import { type FastifyInstance, fastify } from 'fastify'
import { type Health, serveHealth } from './health.js'
import { rewriteUrl } from './request-errors.js'

interface Metrics {
  readonly contentType: string
  print(): Promise<string>
}

/** Metrics and health for operators, on a port of its own. These requests are not logged. */
export function createManagementServer(metrics: Metrics, health: Health): FastifyInstance {
  const server = fastify({ rewriteUrl, bodyLimit: 1, requestTimeout: 30_000, forceCloseConnections: true })
  serveHealth(server, health)
  server.get('/metrics', async (_request, reply) => {
    void reply.header('content-type', metrics.contentType).header('cache-control', 'no-store')
    return metrics.print()
  })
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ status: 'not found' }))
  server.setErrorHandler((_error, _request, reply) => reply.code(500).send({ status: 'error' }))
  return server
}
