import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const builtProgram = join(root, 'dist/main.js')
export const resultsFile = join(root, 'bench/results/latest.json')
export const shortResultsFile = join(root, 'bench/results/short.json')

/** A new folder that is deleted when it is disposed of. */
export function createScratch(under: string): Disposable & { path: string } {
  const path = mkdtempSync(join(under, 'latchkey-bench-'))
  // Started by root, PostgreSQL runs as another user, who has to pass through.
  chmodSync(path, 0o755)
  const remove = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', remove)
  return { path, [Symbol.dispose]: remove }
}
