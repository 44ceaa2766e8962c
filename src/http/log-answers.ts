import type { Span } from '@opentelemetry/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OperationSummary } from '../graphql/contract/context.js'
import type { Log } from '../platform/log.js'
import type { Observe } from '../platform/observation.js'
import { failSpan, isTraced, parentOfRequest, runInside, startSpan, traceparentOf } from '../platform/tracing.js'
import type { OperationsByRequest } from './graphql-endpoint.js'
import { addressOf } from './request-metadata.js'

interface Needs {
  log: Log
  /** `pretty`: each answer is a sentence for people, on one line of a terminal. */
  format: 'json' | 'pretty'
  observe: Observe
  operations: OperationsByRequest
}

interface Answer extends Partial<OperationSummary> {
  method: string
  route: string
  status: number
  milliseconds: number
  address: string
}

/**
 * Writes one line for each answer: no header, no body, and only the declared route of the URL. The client chooses the
 * path, and mailed tokens have been seen in it.
 */
export function logAnswers(server: FastifyInstance, { log, format, observe, operations }: Needs): void {
  const spans = isTraced() ? traceRequests(server) : null
  server.addHook('onResponse', async (request, reply) => {
    const span = spans?.get(request)
    if (span !== undefined) endSpan(span, reply)
    observe({ kind: 'answer', route: routeOf(request), status: reply.statusCode })
    const answer: Answer = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ...operations.get(request),
      milliseconds: Math.round(reply.elapsedTime),
      address: addressOf(request),
    }
    const traced = span !== undefined && { traceId: span.spanContext().traceId }
    if (format === 'pretty') log.info(sentenceOf(answer))
    else log.info({ requestId: request.id, ...traced, ...answer }, 'answered')
  })
}

/** `POST /graphql 200 mutation Login: login invalidCredentials, 212 ms, 127.0.0.1` */
function sentenceOf({ method, route, status, operation, outcome, milliseconds, address }: Answer): string {
  const what = [operation, outcome].filter((part) => part != null).join(': ')
  return [`${method} ${route} ${status} ${what}`.trim(), `${milliseconds} ms`, address].join(', ')
}

/** Runs the handling of a request inside its span. */
function traceRequests(server: FastifyInstance): WeakMap<FastifyRequest, Span> {
  const spans = new WeakMap<FastifyRequest, Span>()
  server.addHook('onRequest', (request, reply, next) => {
    const route = routeOf(request)
    const span = startSpan({
      name: `${request.method} ${route}`,
      kind: 'server',
      attributes: { 'http.request.method': request.method, 'http.route': route, 'latchkey.request_id': request.id },
      parent: parentOfRequest(request.headers),
    })
    spans.set(request, span)
    // Lets a page, or a person with the answer, find the trace.
    const traceparent = traceparentOf(span)
    if (traceparent !== null) void reply.header('traceparent', traceparent)
    runInside(span, next)
  })
  return spans
}

function endSpan(span: Span, reply: FastifyReply): void {
  span.setAttribute('http.response.status_code', reply.statusCode)
  if (reply.statusCode >= 500) failSpan(span, String(reply.statusCode))
  span.end()
}

/** The declared route. Unknown paths are all `none`, so that the number of labels stays small. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}
