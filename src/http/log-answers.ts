import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../platform/log.js'
import type { Observe } from '../platform/observation.js'
import type { Span, Tracing } from '../platform/tracing.js'
import { addressOf } from './request-metadata.js'

interface Needs {
  log: Log
  observe: Observe
  tracing: Tracing | null
}

/** One line an answer: no header, no body, no query string. */
export function logAnswers(server: FastifyInstance, { log, observe, tracing }: Needs): void {
  const spans = tracing === null ? null : traceRequests(server, tracing)
  server.addHook('onResponse', async (request, reply) => {
    const span = spans?.get(request)
    if (span !== undefined) endSpan(span, reply)
    observe({ kind: 'answer', route: routeOf(request), status: reply.statusCode })
    log.info(
      {
        requestId: request.id,
        ...(span !== undefined && { traceId: span.traceId }),
        method: request.method,
        path: request.url.split('?')[0]?.slice(0, 200),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        address: addressOf(request),
      },
      'answered',
    )
  })
}

/** What runs for a request runs inside its span. */
function traceRequests(server: FastifyInstance, tracing: Tracing): WeakMap<FastifyRequest, Span> {
  const spans = new WeakMap<FastifyRequest, Span>()
  server.addHook('onRequest', (request, reply, next) => {
    const route = routeOf(request)
    const attributes = { 'http.request.method': request.method, 'http.route': route, 'latchkey.request_id': request.id }
    const { traceparent, tracestate } = request.headers
    const caller = { traceparent, tracestate }
    const span = tracing.start({ name: `${request.method} ${route}`, kind: 'server', attributes, caller })
    spans.set(request, span)
    // Lets a page or a person with the answer find its trace.
    void reply.header('traceparent', span.traceparent)
    span.run(next)
  })
  return spans
}

function endSpan(span: Span, reply: FastifyReply): void {
  span.set({ 'http.response.status_code': reply.statusCode })
  if (reply.statusCode >= 500) span.fail(String(reply.statusCode))
  span.end()
}

/** As it was declared; what clients ask for beside it has no name of its own. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}
