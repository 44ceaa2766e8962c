import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AuthService } from '../auth-service.js'
import type { Settings } from '../config/settings.js'
import type { OperationSummary, RequestContext, ResponseHeaders } from '../graphql/contract/context.js'
import { inSpan } from '../platform/tracing.js'
import { refusal } from './request-errors.js'
import { clientOf } from './request-metadata.js'
import { createTokenCookies, type TokenCookies } from './token-cookies.js'

/** The outcomes of operations, for the log. */
export type OperationsByRequest = WeakMap<FastifyRequest, OperationSummary>

interface Needs {
  auth: AuthService
  apollo: ApolloServer<RequestContext>
  operations: OperationsByRequest
  settings: Settings
}

/** GraphQL over HTTP on /graphql, and Sandbox for browsers that open it in development. */
export function serveGraphql(server: FastifyInstance, needs: Needs): void {
  const { auth, apollo, operations, settings } = needs
  const cookies = createTokenCookies(settings)
  const handler = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => ({
      auth,
      client: clientOf(request),
      response: responseHeaders(reply, cookies, settings),
      requester: once(() => auth.authenticate(request.headers.authorization)),
      refreshCookie: () => cookies.refresh.read(request),
      deviceCookie: () => cookies.device.find(request),
      refreshAttempt: attemptOf(request),
      outcomes: new Map(),
      reportOperation: (summary) => operations.set(request, summary),
    }),
  })
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: requireReadableHost,
    handler: (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return inSpan({ name: 'graphql' }, async () => handler.call(server, request, reply))
    },
  })
}

/** The Apollo integration builds a URL from the header Host and fails without it. Old monitors send none. */
async function requireReadableHost({ headers: { host = '' } }: FastifyRequest): Promise<void> {
  if (!URL.canParse(`http://${host}/`)) throw refusal(400)
}

function attemptOf({ headers }: FastifyRequest): string | null {
  const attempt = headers['x-refresh-attempt']
  return typeof attempt === 'string' ? attempt : null
}

function responseHeaders(reply: FastifyReply, cookies: TokenCookies, settings: Settings): ResponseHeaders {
  return {
    setRefreshCookie: (token, maxAgeSeconds) => cookies.refresh.set(reply, token, maxAgeSeconds),
    clearRefreshCookie: () => cookies.refresh.clear(reply),
    setDeviceCookie: (token, maxAgeSeconds) => cookies.device.set(reply, token, maxAgeSeconds),
    setAccessToken(token) {
      if (settings.LOGIN_TOKEN_HEADER) void reply.header('authorization', `Bearer ${token}`)
    },
  }
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= find()
    return found
  }
}
