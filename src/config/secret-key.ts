import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../platform/log.js'
import { ConfigurationError } from './config.js'
import { rootKey } from './parsers.js'
import type { Settings } from './settings.js'

/**
 * The root keys, newest first: those of the setting, or on SQLite the key in `secret.key` in the folder of the database.
 * The first start creates that file. Later, a file that is damaged, missing or readable by others stops the start: a
 * silent new key would make everything unreadable that the old one sealed.
 */
export function requireRootKeys(settings: Settings, log: Log): readonly [Buffer, ...Buffer[]] {
  const [newest, ...older] = settings.SECRET_KEY
  if (newest !== undefined) return [newest, ...older]
  const database = settings.DATABASE_URL.slice('file:'.length)
  const file = join(dirname(database), 'secret.key')
  // Checked before the key: another process that starts at the same time creates the key first, then the database.
  const hasDatabase = existsSync(database)
  if (!existsSync(file)) {
    if (hasDatabase) throw mistake(file, 'present, because the database beside it is: restore it from a backup')
    createKeyFile(file)
    log.info(`A secret key was created in ${file}. Keep a copy of it: without it the database cannot be used.`)
  }
  return [readKeyFile(file)]
}

/** Writes the whole file, then links it into place. So several processes that start at once read the same key. */
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
