import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../platform/log.js'
import { ConfigurationError } from './config.js'
import { rootKey } from './parsers.js'
import type { Settings } from './settings.js'

/**
 * The root keys, newest first: those given, or on SQLite the one in `secret.key` beside the database, which is created
 * at the first start. A file that is damaged, readable by others, or missing beside an existing database stops the
 * start: a silent new key would make everything sealed under the old one unreadable.
 */
export function requireRootKeys(settings: Settings, log: Log): readonly [Buffer, ...Buffer[]] {
  const [newest, ...older] = settings.SECRET_KEY
  if (newest !== undefined) return [newest, ...older]
  const database = settings.DATABASE_URL.slice('file:'.length)
  const file = join(dirname(database), 'secret.key')
  // Asked before the key: a process that starts beside this one creates the key first and the database afterwards.
  const hasDatabase = existsSync(database)
  if (!existsSync(file)) {
    if (hasDatabase) throw mistake(file, 'present, because the database beside it is: restore it from a backup')
    createKeyFile(file)
    log.info(`A secret key was created in ${file}. Keep a copy of it: without it the database cannot be used.`)
  }
  return [readKeyFile(file)]
}

/** Written whole, then linked into place, so that of several processes starting at once all read the same key. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    unlinkSync(draft)
  }
}

function readKeyFile(file: string): Buffer {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw mistake(file, `readable by its owner only: chmod 600 ${file}`)
  }
  const key = rootKey.read(readFileSync(file, 'utf8').trim())
  if (key === undefined) throw mistake(file, rootKey.expected)
  return key
}

function mistake(file: string, expected: string): ConfigurationError {
  return new ConfigurationError([{ name: file, given: null, expected }])
}
