import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The path of a folder that is part of the program: the nearest folder with this name next to or above this file. It
 * works for sources, compiled and bundled programs, in any working directory. Throws when there is none.
 */
export function findProgramFolder(name: string, from: string = import.meta.dirname): string {
  const folder = join(from, name)
  if (existsSync(folder)) return folder
  if (dirname(from) === from) throw new Error(`The program is incomplete: there is no folder ${name}.`)
  return findProgramFolder(name, dirname(from))
}
