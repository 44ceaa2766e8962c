import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { randomId } from '../../src/platform/random.js'

export type Engine = 'sqlite' | 'postgres'
export const engines: readonly Engine[] = ['sqlite', 'postgres']

/** The DATABASE_URL of an empty database that goes with the test, or with the server of the run. */
export async function createDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? `file:${join(createFolder(), 'latchkey.db')}` : createPostgresDatabase()
}

const memory = '/dev/shm'
const enoughBytes = 512 * 2 ** 20

/** A folder that goes when the test ends. In memory where there is room: thousands of commits need no disk to be tested. */
export function createFolder(): string {
  const folder = mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), 'latchkey-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= enoughBytes
}

async function createPostgresDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `test_${randomId()}`
  await administer(server, `create database ${name}`)
  return `${server}/${name}`
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`)
  await client.connect()
  await client.query(statement)
  await client.end()
}
