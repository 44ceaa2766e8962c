import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Probes time out early, so a slow database counts as unreachable. */
const timeoutMs = 2000

export interface Health {
  /** Rejects while the database does not answer. */
  ping(): Promise<void>
  isStopping(): boolean
}

/** `/livez` says that the process answers, `/readyz` that it can be sent work. */
export function serveHealth(server: FastifyInstance, { ping, isStopping }: Health): void {
  server.get('/livez', async () => ({ status: 'ok' }))
  server.get('/readyz', async (_request, reply) => {
    const isReady =
      !isStopping() &&
      (await Promise.race([
        ping().then(
          () => true,
          () => false,
        ),
        pause(timeoutMs, false, { ref: false }),
      ]))
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unavailable' })
  })
}
