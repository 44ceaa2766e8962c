import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgramFolder } from '../platform/program-folder.js'

const manifest = readFileSync(join(findProgramFolder('drizzle'), '../package.json'), 'utf8')

/** Of this program. */
export const { version } = JSON.parse(manifest) as { version: string }
