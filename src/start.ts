import { type App, buildApp } from './app.js'
import { loadSettings } from './config/config.js'
import { ConfigurationError } from './config/mistakes.js'
import type { Environment } from './config/setting.js'
import type { Settings } from './config/settings.js'

/** Maximum time for requests that run at SIGTERM. */
const graceMs = 10_000

/**
 * Runs the server until a signal ends the process. Resolves when it listens. Throws `ConfigurationError`, or an error with
 * one sentence for the operator; the caller then ends the process, because parts of the server may already run.
 */
export async function start(environment: Environment): Promise<void> {
  try {
    await listen(await loadSettings(environment))
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Latchkey cannot start: ${reason}${remedyOf(error)}`, { cause: error })
  }
}

async function listen(settings: Settings): Promise<void> {
  const app = await buildApp(settings)
  await app.management?.listen({ host: settings.MANAGEMENT_HOST, port: settings.MANAGEMENT_PORT ?? 0 })
  const address = await app.http.listen({ host: settings.HOST, port: settings.PORT })
  app.log.info(
    `Latchkey listens on ${asBound(address, settings)}/graphql and is reached as ${settings.PUBLIC_URL}/graphql`,
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(app, signal))
  // After such an error the state is unknown. Node itself would print it with the values of SQL statements.
  process.on('uncaughtException', (error) => {
    app.log.fatal({ err: error }, 'ended by an unhandled error')
    process.exit(1)
  })
}

/** Fastify reports a loopback address when it listens on all addresses. */
function asBound(address: string, { HOST }: Settings): string {
  const port = address.slice(address.lastIndexOf(':') + 1)
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`
}

function remedyOf(error: unknown): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return isTaken ? '. Stop the program that listens there, or set PORT or MANAGEMENT_PORT to another one.' : ''
}

async function stop(running: App, signal: NodeJS.Signals): Promise<void> {
  running.log.info(`stopping on ${signal}`)
  // A second signal ends the process at once. So does a request that takes longer than the grace time.
  for (const again of ['SIGTERM', 'SIGINT'] as const) process.once(again, () => process.exit(1))
  setTimeout(() => process.exit(1), graceMs).unref()
  await running[Symbol.asyncDispose]()
  process.exit(0)
}
