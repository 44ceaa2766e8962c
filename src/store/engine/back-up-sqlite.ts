import { closeSync, fsyncSync, openSync } from 'node:fs'
import SqliteConnection from 'better-sqlite3'
import { createPrivateFile } from '../../platform/private-files.js'
import { naming } from './open-sqlite.js'

/**
 * Writes the state of one instant into another file while a server runs, and checks the result. The file is for its owner
 * alone, and on the disk when this returns.
 */
export function backUpSqlite(file: string, to: string): void {
  createPrivateFile(to, { setting: '--to' })
  naming(file, () => {
    const connection = new SqliteConnection(file, { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      // Unlike the backup interface of SQLite it never begins anew when a server writes in between.
      connection.prepare('vacuum into ?').run(to)
    } finally {
      connection.close()
    }
  })
  naming(to, () => requireSound(to))
  const descriptor = openSync(to, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function requireSound(file: string): void {
  const connection = new SqliteConnection(file, { readonly: true, fileMustExist: true })
  try {
    const verdict = connection.pragma('quick_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`${file}: the backup is damaged: ${String(verdict)}`)
  } finally {
    connection.close()
  }
}
