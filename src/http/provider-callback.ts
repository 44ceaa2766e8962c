import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AuthService } from '../auth-service.js'
import { refusal } from './request-errors.js'

const path = '/callback/:provider'
/** Codes and states are short. Apple adds the name of the person. */
const bodyLimit = 16 * 1024

type CallbackRequest = FastifyRequest<{ Params: { provider: string } }>

/**
 * Where providers send people back to, with the answer in the query or, from some, in a posted form. Browsers come here
 * from another site, so cookies decide nothing: `state` names the sign-in.
 */
export async function serveProviderCallback(server: FastifyInstance, auth: AuthService): Promise<void> {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
  const handle = async (provider: string, parameters: URLSearchParams): Promise<string> => {
    const outcome = await auth.receiveProviderAnswer({ provider, parameters })
    if (outcome.kind === 'unknownState') throw refusal(410)
    return outcome.url
  }
  server.get(path, { exposeHeadRoute: false }, async (request: CallbackRequest, reply) => {
    const [, query = ''] = /\?(.*)$/s.exec(request.url) ?? []
    const url = await handle(request.params.provider, new URLSearchParams(query))
    return reply.header('cache-control', 'no-store').redirect(url, 303)
  })
  server.post(path, async (request: CallbackRequest, reply) => {
    if (!(request.body instanceof URLSearchParams)) throw refusal(415)
    const url = await handle(request.params.provider, request.body)
    return reply.header('cache-control', 'no-store').redirect(url, 303)
  })
}
