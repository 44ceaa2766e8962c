import { createServer } from 'node:http'
import fastifyCookie from '@fastify/cookie'
import fastifyCors from '@fastify/cors'
import { type FastifyInstance, fastify } from 'fastify'
import type { AuthService } from '../auth-service.js'
import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import type { Observe } from '../platform/observation.js'
import { randomId } from '../platform/random.js'
import { isTraced } from '../platform/tracing.js'
import { corsOfFrontEnds } from './cors.js'
import { type GraphqlEndpoint, type OperationsByRequest, serveGraphql } from './graphql-endpoint.js'
import { serveHealth } from './health.js'
import { logAnswers } from './log-answers.js'
import { refusePipelines } from './pipelines.js'
import { serveProviderCallback } from './provider-callback.js'
import { answerRequestErrors, refusal, rewriteUrl } from './request-errors.js'
import { publicPagesOf, serveWellKnown } from './well-known.js'

interface Needs {
  auth: AuthService
  endpoints: readonly GraphqlEndpoint[]
  log: Log
  observe: Observe
}

const connectionLimits = {
  requestTimeout: 30_000,
  keepAliveTimeout: 72_000,
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5000,
}

export async function createHttpServer(needs: Needs, settings: Settings): Promise<FastifyInstance> {
  const { auth, endpoints, log } = needs
  const server = fastify({
    bodyLimit: 64 * 1024,
    genReqId: randomId,
    rewriteUrl,
    trustProxy: settings.TRUST_PROXY.length === 0 ? false : [...settings.TRUST_PROXY],
    forceCloseConnections: 'idle',
    serverFactory: (listener) =>
      Object.assign(createServer(connectionLimits, refusePipelines(listener)), {
        maxConnections: settings.MAX_CONNECTIONS,
      }),
    // Requests on open connections are answered while the server stops. Fastify would refuse them in its own format.
    return503OnClosing: false,
  })
  let isStopping = false
  server.addHook('preClose', async () => {
    isStopping = true
  })
  server.addHook('onSend', async (_request, reply) => {
    // Without this, a connection that was busy when the stop began stays open for its whole keep-alive time.
    if (isStopping) void reply.header('connection', 'close')
  })

  // Registered first, so that refusals by the other hooks are inside a span too.
  const operations: OperationsByRequest = new WeakMap()
  logAnswers(server, { ...needs, operations, format: settings.LOG_FORMAT })
  acceptJsonOnly(server)
  answerRequestErrors(server, log)
  await server.register(fastifyCors, corsOfFrontEnds(settings, isTraced()))
  await server.register(fastifyCookie)
  for (const endpoint of endpoints) serveGraphql(server, { auth, operations, settings }, endpoint)
  await server.register(serveProviderCallback, auth)
  serveHealth(server, { ping: () => auth.ping(), isStopping: () => isStopping })
  serveWellKnown(server, auth, publicPagesOf(settings))
  return server
}

/** Accepts UTF-8 JSON only: other sites can send the other types, and compressed bodies hide their size. */
function acceptJsonOnly(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
    if (hasRivals(request.raw.rawHeaders)) throw refusal(400)
    const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? 'utf-8'
    if (encoding !== 'identity' || !/^utf-?8$/i.test(charset)) throw refusal(415)
  })
}

/** Node keeps the first of repeated headers; a proxy may have used the last (RFC 6750, section 2: one credential). */
function hasRivals(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
  return ['authorization', 'host'].some((name) => names.indexOf(name) !== names.lastIndexOf(name))
}
