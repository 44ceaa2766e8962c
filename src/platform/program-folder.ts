import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Finds a folder that belongs to the program: the nearest one of this name in the folder of the program or above it. It
 * works from sources, compiled and bundled, and in any working directory. Throws if there is none.
 */
export function findProgramFolder(name: string, from: string = import.meta.dirname): string {
  const folder = join(from, name)
  if (existsSync(folder)) return folder
  if (dirname(from) === from) throw new Error(`The program is incomplete: there is no folder ${name}.`)
  return findProgramFolder(name, dirname(from))
}
