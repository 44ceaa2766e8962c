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

/** A schema, and where it is served. */
export interface GraphqlEndpoint {
  apollo: ApolloServer<RequestContext>
  path: string
  /** Whether operations read and set the cookies of tokens. */
  hasCookies: boolean
}

interface Needs {
  auth: AuthService
  operations: OperationsByRequest
  settings: Settings
}

/** Larger bodies are 413. */
const bodyLimit = 64 * 1024

/** GraphQL over HTTP, and Sandbox for browsers that open it in development. */
export function serveGraphql(server: FastifyInstance, needs: Needs, endpoint: GraphqlEndpoint): void {
  const { auth, operations, settings } = needs
  const { apollo, path, hasCookies } = endpoint
  const cookies = createTokenCookies(settings)
  const handler = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => ({
      auth,
      client: clientOf(request),
      response: responseHeaders(reply, cookies, settings),
      requester: once(() => auth.authenticate(request.headers.authorization)),
      refreshCookie: () => (hasCookies ? cookies.refresh.read(request) : null),
      deviceCookie: () => (hasCookies ? cookies.device.find(request) : null),
      refreshAttempt: attemptOf(request),
      outcomes: new Map(),
      reportOperation: (summary) => operations.set(request, summary),
    }),
  })
  server.route({
    method: ['GET', 'POST'],
    url: path,
    bodyLimit,
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
