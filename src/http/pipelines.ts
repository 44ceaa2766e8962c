import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/** Maximum unanswered requests of a connection. Browsers, proxies and libraries do not pipeline requests today. */
const maxUnanswered = 5

/**
 * Closes connections with many pipelined requests. Node handles all requests of one read before it looks at the next
 * connection. So a hundred such clients would make all others wait for minutes. This runs before the framework, where a
 * refused request costs almost nothing.
 */
export function refusePipelines(listener: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>()
  const countUp = (socket: Socket, difference: number) => {
    const count = (unanswered.get(socket) ?? 0) + difference
    unanswered.set(socket, count)
    return count
  }
  return (request, response) => {
    const { socket } = request
    if (socket.destroyed) return
    if (countUp(socket, 1) > maxUnanswered) {
      socket.destroy()
      return
    }
    response.once('close', () => countUp(socket, -1))
    listener(request, response)
  }
}
