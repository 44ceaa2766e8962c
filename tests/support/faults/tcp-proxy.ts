import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TcpProxy {
  port: number
  /** `swallow`: what either side sends disappears, and connections stay open. */
  mode: 'forward' | 'swallow'
  /** Closes a connection instead of handing on the answer, as often as this says. */
  cutAnswers: number
}

/** Between a client and `to`. Closed when the test ends. */
export async function openProxy(to: { port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const proxy: TcpProxy = { port: 0, mode: 'forward', cutAnswers: 0 }
  const server: Server = createServer((client) => {
    const upstream = connect(to.port, '127.0.0.1')
    for (const [from, into] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(from)
      from.on('data', (part) => hand(proxy, { part, into, isAnswer: from === upstream }))
      from.on('error', () => into.destroy())
      from.on('close', () => {
        sockets.delete(from)
        if (proxy.mode === 'forward') into.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy.port = (server.address() as { port: number }).port
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return proxy
}

function hand(proxy: TcpProxy, { part, into, isAnswer }: { part: Buffer; into: Socket; isAnswer: boolean }): void {
  if (proxy.mode === 'swallow') return
  if (!isAnswer || proxy.cutAnswers === 0) {
    into.write(part)
    return
  }
  proxy.cutAnswers -= 1
  into.destroy()
}
