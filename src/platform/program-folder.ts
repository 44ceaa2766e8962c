import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A folder that comes with the program: the nearest of this name beside or above it, whether it runs from its sources,
 * compiled or bundled, and whatever the working directory is. Throws when there is none.
 */
export function findProgramFolder(name: string, from: string = import.meta.dirname): string {
  const folder = join(from, name)
  if (existsSync(folder)) return folder
  if (dirname(from) === from) throw new Error(`The program is incomplete: there is no folder ${name}.`)
  return findProgramFolder(name, dirname(from))
}
