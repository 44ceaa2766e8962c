import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const builtProgram = join(root, 'dist/main.js')
export const resultsFile = join(root, 'bench/results/latest.json')

/** A new folder that is deleted when it is disposed of. */
export function createScratch(under: string): Disposable & { path: string } {
  const path = mkdtempSync(join(under, 'latchkey-bench-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
