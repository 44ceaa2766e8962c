import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, statSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../platform/log.js'
import { createPrivateFile, createPrivateFolder } from '../platform/private-files.js'
import { ConfigurationError } from './mistakes.js'
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
    if (hasDatabase) throw mistake(file, 'present, because the database exists: restore the key from a backup')
    createKeyFile(file)
    log.info(`A secret key was created in ${file}. Keep a copy of it: without it the database cannot be used.`)
  }
  return [readKeyFile(file, log)]
}

/** Writes the whole file, then links it into place. So several processes that start at once read the same key. */
function createKeyFile(file: string): void {
  createPrivateFolder(dirname(file), 'DATABASE_URL')
  const draft = `${file}.${process.pid}`
  createPrivateFile(draft, { setting: 'DATABASE_URL', content: `${randomBytes(32).toString('base64')}\n` })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    unlinkSync(draft)
  }
}

function readKeyFile(file: string, log: Log): Buffer {
  const readers = process.platform === 'win32' ? 'owner' : readersOf(file)
  if (readers === 'others') throw mistake(file, `readable by its owner only: chmod 600 ${file}`)
  // Volumes of Kubernetes (fsGroup) and some file systems set this mode, and no chmod changes it.
  if (readers === 'group') log.warn(`The group of this process can read ${file}. Where the volume allows it: chmod 600`)
  const key = rootKey.read(readFileSync(file, 'utf8').trim())
  if (key === undefined) throw mistake(file, rootKey.expected)
  return key
}

function readersOf(file: string): 'owner' | 'group' | 'others' {
  const { mode, gid } = statSync(file)
  if ((mode & 0o077) === 0) return 'owner'
  const isOwnGroup = gid === process.getgid?.() || process.getgroups?.().includes(gid)
  return (mode & 0o007) === 0 && isOwnGroup ? 'group' : 'others'
}

function mistake(file: string, expected: string): ConfigurationError {
  return new ConfigurationError([{ name: file, given: null, expected }])
}
