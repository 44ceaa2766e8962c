import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readVersion } from '../machine.ts'
import { countPackages, sizeMiB } from '../parts/install.ts'
import type { Part } from '../parts/part.ts'
import { root } from '../paths.ts'
import type { Story } from './story.ts'

const run = promisify(execFile)
const patienceMs = 300_000

/** Installs a peer from npm into the scratch folder. Null, with a line that says why, when that fails. */
export async function installPeer({ rows, scratch, facts }: Part, { name }: Story, library: string) {
  const folder = join(scratch, name)
  cpSync(join(root, 'bench/peers', name), folder, { recursive: true })
  try {
    const given = ['install', '--omit=dev', '--no-audit', '--no-fund', '--legacy-peer-deps']
    await run('npm', given, { cwd: folder, timeout: patienceMs })
  } catch (error) {
    facts[name] = 'could not be installed'
    console.log(`  ${name} could not be installed: ${String(error).slice(0, 500)}`)
    return null
  }
  const modules = join(folder, 'node_modules')
  facts[name] = readVersion(join(modules, library))
  const key = { part: 'peers', who: name, at: 0 }
  rows.add({ ...key, what: 'production dependencies', unit: 'MiB' }, await sizeMiB(modules))
  rows.add({ ...key, what: 'production packages', unit: 'packages' }, countPackages(modules))
  return folder
}
