import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startLatchkey } from '../servers/latchkey.ts'
import { type Population, password } from './population.ts'
import { hashPassword } from './program.ts'
import { seed } from './seed.ts'

export interface Database extends Population {
  url: string
  /** The working directory of the servers on it. */
  folder: string
}

/** A new SQLite file in a folder of its own. */
export function sqliteUrl(scratch: string, name: string): { url: string; folder: string } {
  const folder = join(scratch, name)
  mkdirSync(folder)
  return { url: `file:${join(folder, 'latchkey.db')}`, folder }
}

/** Lets Latchkey create the schema and its signing key, then fills in the people. */
export async function prepareDatabase(
  place: { url: string; folder: string },
  population: Population & { cost: number },
): Promise<Database> {
  const { users, sessions, cost } = population
  const first = await startLatchkey({ databaseUrl: place.url, folder: place.folder, cost })
  await first[Symbol.asyncDispose]()
  await seed(place.url, { users, sessions, hash: await hashPassword(password, cost) })
  return { ...place, users, sessions }
}
