import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, sentences } from '../graphql/contract/errors.js'
import type { Log } from '../platform/log.js'

/** What a request gets that never becomes an operation: JSON of the shape of GraphQL errors, and nothing it sent. */
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
 * An address that cannot be decoded is looked up as one that nothing is declared at. Fastify would answer it before any
 * hook runs: with the path in a body of its own form, and without a line in the log.
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

/** What a hook throws to end a request with this status. */
export function refusal(statusCode: number): Error {
  return Object.assign(new Error('refused'), { statusCode })
}

const sentenceOfStatus: Readonly<Record<number, string>> = {
  404: 'There is nothing here. GraphQL is served at /graphql.',
  405: 'The method is not allowed here.',
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
