import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The program; null when there is none and the tests are skipped. */
    chromium: string | null
    /** Folder of the built app, with the tab of the tests in `tab`. */
    app: string
  }
}

const repository = resolve(import.meta.dirname, '../../..')

/** Builds the app as for production. Without a browser: an error in CI, a line elsewhere. */
export async function setup(project: TestProject): Promise<() => void> {
  const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(chromium)) return skip(project, chromium)
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-app-'))
  await buildInto(folder)
  await buildInto(join(folder, 'tab'), 'tests/browser/tab', '--base', './')
  project.provide('chromium', chromium)
  project.provide('app', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

function skip(project: TestProject, chromium: string): () => void {
  const complaint = `No browser at ${chromium}: install Debian's package chromium, or set CHROMIUM_PATH.`
  if (process.env.CI === 'true') throw new Error(complaint)
  process.stderr.write(`${complaint} The browser tests are skipped.\n`)
  project.provide('chromium', null)
  project.provide('app', '')
  return () => undefined
}

/** As `vite build` does it: a process of its own, which does not take the NODE_ENV of the tests. */
async function buildInto(outDir: string, ...root: string[]): Promise<void> {
  const vite = join(repository, 'node_modules/vite/bin/vite.js')
  const given = ['--config', 'examples/react/vite.config.ts', '--outDir', outDir, '--logLevel', 'error']
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', ...root, ...given], { cwd: repository, env })
}
