import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from './embedded-postgres.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a real PostgreSQL server that lives as long as the run. */
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole run; each test makes databases of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  const flags = ['-c', 'fsync=off', '-c', 'max_connections=300']
  const { server, url } = await startEmbeddedPostgres(folder, { flags })
  project.provide('postgresUrl', url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
