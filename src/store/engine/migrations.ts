import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgramFolder } from '../../platform/program-folder.js'

export interface Migration {
  /** Its number, from 0. */
  place: number
  name: string
  /** SHA-256 of the file, hexadecimal. */
  digest: string
  statements: readonly string[]
}

export interface AppliedMigration {
  place: number
  name: string
  digest: string
}

/** Stops the start. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

/** The journal of applied migrations, in a statement that both engines read. */
export const createJournal =
  'create table if not exists schema_migrations (place integer primary key, name text not null, digest text not null)'

export function readMigrations(engine: 'sqlite' | 'postgres'): Migration[] {
  const folder = findProgramFolder(`drizzle/${engine}`)
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  return journal.entries.map(({ tag }, place) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    const digest = createHash('sha256').update(sql).digest('hex')
    return { place, name: tag, digest, statements: sql.split('--> statement-breakpoint') }
  })
}

/** The migrations that must be applied. Throws {@link MigrationRefused} when an applied one is unknown or differs. */
export function pendingMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  for (const { place, name, digest } of applied) {
    const mine = known[place]
    if (mine === undefined) {
      throw new MigrationRefused(
        `The database is newer than this program: it has the migration ${name}. Upgrade Latchkey.`,
      )
    }
    if (mine.digest !== digest) {
      throw new MigrationRefused(
        `The migration ${name} was applied to the database in another form than ${mine.name} has now.`,
      )
    }
  }
  return known.slice(applied.length)
}
