import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../paths.ts'
import type { Part } from './part.ts'

const run = promisify(execFile)

/** `npm ci --omit=dev` of a clean copy: what a deployment carries. */
export async function measureInstall({ rows, scratch }: Part): Promise<void> {
  const folder = join(scratch, 'install')
  mkdirSync(folder)
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(folder, file))
  await run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: folder })
  const key = { part: 'install', who: 'Latchkey', at: 0 }
  rows.add({ ...key, what: 'production dependencies', unit: 'MiB' }, await sizeMiB(join(folder, 'node_modules')))
  rows.add({ ...key, what: 'production packages', unit: 'packages' }, countPackages(join(folder, 'node_modules')))
}

/** Blocks on the disk, as `du` counts. */
export async function sizeMiB(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true })
  let bytes = 0
  for (const entry of entries) bytes += (await lstat(join(folder, entry))).blocks * 512
  return bytes / 2 ** 20
}

/** Installed copies, nested ones included. */
export function countPackages(modules: string): number {
  const list = (folder: string) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const named = list(modules).flatMap(({ name }) =>
    name.startsWith('@') ? list(join(modules, name)).map((entry) => join(name, entry.name)) : [name],
  )
  const packages = named.filter((name) => !name.startsWith('.'))
  const nested = packages.map((name) => {
    const below = list(join(modules, name)).some((entry) => entry.name === 'node_modules')
    return below ? countPackages(join(modules, name, 'node_modules')) : 0
  })
  return packages.length + nested.reduce((sum, count) => sum + count, 0)
}
