import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { readBody } from './crooked-provider.js'

export interface DialectRequest {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  body: URLSearchParams
  headers: IncomingHttpHeaders
}

/** A small server that answers as a provider does. `answer` gives JSON, or text. */
export async function startDialectServer(answer: (request: DialectRequest) => unknown): Promise<string> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://provider')
    const given = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      body: new URLSearchParams(await readBody(request)),
      headers: request.headers,
    }
    const answered = answer(given)
    if (answered === undefined) response.statusCode = 404
    const isText = typeof answered === 'string'
    response.setHeader('content-type', isText ? 'text/plain' : 'application/json')
    response.end(isText ? answered : JSON.stringify(answered ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}
