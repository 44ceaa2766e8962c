import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
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
  await buildInto(folder, 'examples/react')
  await buildInto(join(folder, 'tab'), 'tests/browser/tab')
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

async function buildInto(outDir: string, root: string): Promise<void> {
  await build({
    root: join(repository, root),
    configFile: join(repository, 'examples/react/vite.config.ts'),
    // Of the root alone, which the file names as its own folder.
    ...(root === 'examples/react' ? {} : { base: './' }),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: false },
  })
}
