import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createLog } from '../../src/platform/log.js'
import { openStore } from '../../src/store/engine/open.js'
import { makeFastFolder } from './fast-folder.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The path of a migrated SQLite database without rows. Tests open copies of it. */
    sqliteTemplate: string
  }
}

/** A copy of a migrated file costs a tenth of the migrations. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = makeFastFolder('latchkey-sqlite-', 2 ** 20)
  const file = join(folder, 'migrated.db')
  const store = await openStore(`file:${file}`, createLog({ level: 'silent', format: 'json' }))
  await store[Symbol.asyncDispose]()
  project.provide('sqliteTemplate', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
