import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { randomId } from '../../src/platform/random.js'
import { makeFastFolder } from './fast-folder.js'

export type Engine = 'sqlite' | 'postgres'
export const engines: readonly Engine[] = ['sqlite', 'postgres']

/**
 * The DATABASE_URL of a database without rows that goes when the test ends. It is migrated already, because a copy of a
 * migrated database costs a tenth of the migrations.
 */
export async function createDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? copySqlite() : createPostgresDatabase('migrated')
}

/** The same without tables: for tests of the first start. */
export async function createEmptyDatabase(engine: Engine): Promise<string> {
  return engine === 'sqlite' ? sqliteUrl() : createPostgresDatabase('template0')
}

function copySqlite(): string {
  const url = sqliteUrl()
  copyFileSync(inject('sqliteTemplate'), url.slice('file:'.length))
  return url
}

function sqliteUrl(): string {
  return `file:${join(createFolder(), 'latchkey.db')}`
}

/** A folder that goes when the test ends. */
export function createFolder(): string {
  const folder = makeFastFolder('latchkey-test-', 512 * 2 ** 20)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function createPostgresDatabase(template: 'migrated' | 'template0'): Promise<string> {
  const server = inject('postgresUrl')
  const name = `test_${randomId()}`
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  onTestFinished(() => administer(server, `drop database if exists ${name} with (force)`))
  return `${server}/${name}`
}

let administration: pg.Pool | undefined

/** One connection for all tests of a worker. It closes when nothing has used it for a while. */
async function administer(server: string, statement: string): Promise<void> {
  administration ??= new pg.Pool({ connectionString: `${server}/postgres`, max: 2, allowExitOnIdle: true })
  await administration.query(statement)
}
