import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/** No browser, proxy or library of today sends a request before the one ahead is answered; a few may overlap. */
const mostUnanswered = 5

/**
 * Hangs up on connections with many requests in the pipe. Node takes in all that one read brings before it looks at the
 * next connection, so a hundred such clients would make everybody else wait for minutes. Stands before the framework,
 * where a request that nobody will answer costs next to nothing.
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
    if (countUp(socket, 1) > mostUnanswered) {
      socket.destroy()
      return
    }
    response.once('close', () => countUp(socket, -1))
    listener(request, response)
  }
}
