import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from '../embedded-postgres.js'

export interface OwnPostgres {
  url: string
  /** SIGINT is a fast shutdown, SIGQUIT an immediate one, after which the next start recovers. */
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
  start(): Promise<void>
}

/** A server that a test may stop, with everything that makes a crash safe. Gone when the test ends. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-own-postgres-'))
  const { server, url } = await startEmbeddedPostgres(folder, { initdbFlags: ['--no-sync'] })
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const { process: running } = server as unknown as { process: ChildProcess }
    if (running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }
  onTestFinished(async () => {
    await stop('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })
  return { url: `${url}/postgres`, stop, start: () => server.start() }
}
