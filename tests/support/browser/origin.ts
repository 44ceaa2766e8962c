import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'

export interface Origin {
  url: string
  /** Names of the operations that came so far, in order. */
  operations: string[]
  /** Loses the next answer to this operation on its way back; the server has done what it was asked. */
  loseNextAnswer(operation: string): void
  close(): Promise<void>
}

interface Upstream {
  folder: string
  serverPort: number
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** One origin for the built app and the server, as a reverse proxy makes it. It answers 502 for a server that is away. */
export async function openOrigin(port: number, upstream: Upstream): Promise<Origin> {
  const operations: string[] = []
  const lost = new Set<string>()
  const server = createServer((asked, answer) => {
    const answering = asked.url?.startsWith('/graphql')
      ? forward(asked, answer, { upstream, operations, lost })
      : serveFile(asked, answer, upstream.folder)
    answering.catch(() => answer.destroy())
  })
  // On a connection that it has used before, Chromium itself repeats a request whose answer is lost.
  server.maxRequestsPerSocket = 1
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    // Passkeys need a name: there are none for a bare address.
    url: `http://localhost:${port}`,
    operations,
    loseNextAnswer: (operation) => void lost.add(operation),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Forwarding extends Pick<Origin, 'operations'> {
  upstream: Upstream
  lost: Set<string>
}

async function forward(asked: IncomingMessage, answer: ServerResponse, given: Forwarding): Promise<void> {
  const body = await buffer(asked)
  const operation = /(?:query|mutation) (\w+)/.exec(body.toString())?.[1] ?? ''
  given.operations.push(operation)
  const { method, url: path } = asked
  const onward = request({ host: '127.0.0.1', port: given.upstream.serverPort, method, path, headers: asked.headers })
  onward.once('error', () => answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'))
  onward.once('response', (back) => {
    if (given.lost.delete(operation)) {
      back.resume().once('end', () => answer.destroy())
      return
    }
    // These two speak of the other connection.
    const { connection: _, 'keep-alive': __, ...headers } = back.headers
    answer.writeHead(back.statusCode ?? 500, headers)
    back.pipe(answer)
  })
  onward.end(body)
}

/** Every path without a file is a page of the app. */
async function serveFile({ url = '/' }: IncomingMessage, answer: ServerResponse, folder: string): Promise<void> {
  const path = new URL(url, 'http://localhost').pathname
  const file = path === '/tab/' ? '/tab/index.html' : path
  const found = types[extname(file)] === undefined ? '/index.html' : file
  const content = await readFile(join(folder, found))
  answer.writeHead(200, { 'content-type': types[extname(found)], 'referrer-policy': 'no-referrer' }).end(content)
}
