import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, sentences } from '../graphql/contract/errors.js'
import type { Log } from '../platform/log.js'

/** Answers requests that never become an operation: in the shape of GraphQL errors, without values of the request. */
export function answerRequestErrors(server: FastifyInstance, log: Log): void {
  server.setNotFoundHandler((request, reply) => {
    const isGraphql = request.url.split('?')[0] === '/graphql'
    return isGraphql ? answer(reply.header('allow', 'GET, POST'), 405) : answer(reply, 404)
  })
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return answer(reply, status)
    if (status === 503) return answer(reply, 503)
    log.error({ requestId: request.id, err: error }, 'answered INTERNAL')
    return answerInternal(request, reply)
  })
}

/**
 * Replaces a path that cannot be decoded by an unknown one. Fastify would answer it before any hook runs: with the path
 * in a body of its own format, and without a line in the log.
 */
export function rewriteUrl({ url = '' }: { url?: string | undefined }): string {
  return isDecodable(url.split('?', 1)[0] ?? '') ? url : '/undecodable'
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** An error for hooks to throw: it ends the request with this status. */
export function refusal(statusCode: number): Error {
  return Object.assign(new Error('refused'), { statusCode })
}

const sentenceOfStatus: Readonly<Record<number, string>> = {
  404: 'There is nothing here. GraphQL is served at /graphql.',
  405: 'The method is not allowed here.',
  410: 'This sign-in is over. Go back to the application and begin again.',
  413: 'The body is larger than 64 kB.',
  415: 'Send the body as application/json in UTF-8, without a content encoding.',
  503: sentences.UNAVAILABLE,
}

function answer(reply: FastifyReply, status: number): FastifyReply {
  const code: ErrorCode = status === 503 ? 'UNAVAILABLE' : 'BAD_USER_INPUT'
  const message = sentenceOfStatus[status] ?? sentences.BAD_USER_INPUT
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] })
}

function answerInternal({ id: requestId }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = { message: sentences.INTERNAL, extensions: { code: 'INTERNAL', requestId } }
  return reply.code(500).send({ errors: [error] })
}
