import { spawn } from 'node:child_process'
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { record } from '../audit/record.js'
import type { Environment } from '../config/setting.js'
import type { Settings } from '../config/settings.js'
import { type Clock, systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { createPrivateFile } from '../platform/private-files.js'
import { backUpSqlite } from '../store/engine/back-up-sqlite.js'
import { openDatabase } from './open-database.js'
import { operator } from './operator.js'

export interface Backup {
  file: string
  bytes: number
}

interface Needs {
  log: Log
  /** The environment of programs that are started. */
  environment: Environment
  clock?: Clock
}

/**
 * Writes a backup of one instant while servers run: a SQLite file, or an archive of `pg_dump` for `pg_restore`. The file
 * appears when it is whole. Throws an error if it exists. The secret key is not in it.
 */
export async function backUpDatabase(
  settings: Settings,
  to: string,
  { log, environment, clock = systemClock }: Needs,
): Promise<Backup> {
  if (existsSync(to)) throw new Error(`${to} exists. A backup never replaces a file.`)
  await using store = await openDatabase(settings, log)
  const draft = `${to}.${process.pid}`
  try {
    const { DATABASE_URL: url } = settings
    if (store.engine === 'sqlite') backUpSqlite(url.slice('file:'.length), draft)
    else await dump(settings, draft, environment)
    renameSync(draft, to)
  } finally {
    rmSync(draft, { force: true })
  }
  const event = { kind: 'database.backed-up', userId: null } as const
  await store.transaction((tx) => record(tx, event, { ...operator, now: clock.now() }))
  return { file: to, bytes: statSync(to).size }
}

/** The password goes through the environment: everybody can read the arguments of a program. */
async function dump(settings: Settings, file: string, environment: Environment): Promise<void> {
  createPrivateFile(file, { setting: '--to' })
  const url = new URL(settings.DATABASE_URL)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const { PGSSLMODE, PGSSLROOTCERT } = settings
  const secret = password === '' ? {} : { PGPASSWORD: password }
  const tls = { ...(PGSSLMODE && { PGSSLMODE }), ...(PGSSLROOTCERT && { PGSSLROOTCERT }) }
  const { status, complaint } = await runProgram(['--format=custom', `--file=${file}`, url.href], {
    ...environment,
    ...secret,
    ...tls,
  })
  if (status !== 0) throw new Error(`pg_dump failed: ${complaint.split('\n')[0] ?? ''}`)
}

function runProgram(words: readonly string[], env: Environment): Promise<{ status: number | null; complaint: string }> {
  return new Promise((resolve, reject) => {
    const program = spawn('pg_dump', words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    program.stderr.on('data', (part) => {
      complaint += String(part)
    })
    program.on('error', () =>
      reject(new Error('pg_dump cannot be started. Install the client programs of PostgreSQL.')),
    )
    program.on('close', (status) => resolve({ status, complaint: complaint.trim() }))
  })
}
