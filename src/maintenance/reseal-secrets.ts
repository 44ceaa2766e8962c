import { record } from '../audit/record.js'
import { requireRootKeys } from '../config/secret-key.js'
import type { Settings } from '../config/settings.js'
import { type Clock, systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { createSecrets, type Secrets } from '../platform/secrets.js'
import type { Store } from '../store/engine/store.js'
import { listSealedRows, replaceSealed, type SealedColumn, sealedColumns } from '../store/sealed-columns.js'
import { openDatabase } from './open-database.js'
import { operator } from './operator.js'

export interface Resealing {
  /** Rows that are sealed under the newest key now, and were not before. */
  resealed: number
  /** Rows that were sealed under the newest key already. */
  current: number
  /** Rows that no key of SECRET_KEY opens. They stay as they are. */
  unreadable: number
}

interface Progress {
  log: Log
  /** Called after each column. */
  onColumn(column: string, done: Resealing): void
}

const batchSize = 200

/**
 * Seals everything again under the first key of SECRET_KEY while servers run. It can be stopped and run again: rows that
 * are done are left alone.
 */
export async function resealSecrets(
  settings: Settings,
  { log, onColumn }: Progress,
  clock: Clock = systemClock,
): Promise<Resealing> {
  await using store = await openDatabase(settings, log)
  const secrets = createSecrets(requireRootKeys(settings, log))
  const total: Resealing = { resealed: 0, current: 0, unreadable: 0 }
  for (const place of sealedColumns) {
    const done = await resealColumn({ store, secrets }, place)
    onColumn(`${place.table}.${place.column}`, done)
    for (const count of ['resealed', 'current', 'unreadable'] as const) total[count] += done[count]
  }
  const event = { kind: 'secrets.resealed', userId: null, rows: total.resealed } as const
  if (total.resealed > 0) await store.transaction((tx) => record(tx, event, { ...operator, now: clock.now() }))
  return total
}

interface Needs {
  store: Store
  secrets: Secrets
}

async function resealColumn(needs: Needs, place: SealedColumn): Promise<Resealing> {
  const done: Resealing = { resealed: 0, current: 0, unreadable: 0 }
  let after: string | number | null = null
  while (true) {
    const rows = await listSealedRows(needs.store.read, place, { after, max: batchSize })
    const states = await resealRows(needs, place, rows)
    for (const state of states) done[state] += 1
    after = rows.at(-1)?.key ?? null
    if (after === null) return done
  }
}

/** One short transaction, so that requests do not wait long for the writer. */
async function resealRows(
  { store, secrets }: Needs,
  place: SealedColumn,
  rows: readonly { key: string | number; sealed: Buffer }[],
): Promise<(keyof Resealing)[]> {
  const anew = rows.map(({ key, sealed }) => ({ key, from: sealed, to: secrets.reseal(place.purpose, sealed) }))
  if (anew.some(({ to }) => to !== null)) {
    await store.transaction(async (tx) => {
      for (const { key, from, to } of anew) if (to !== null) await replaceSealed(tx, place, { key, from, to })
    })
  }
  return anew.map(({ from, to }) => {
    if (to !== null) return 'resealed'
    return secrets.open(place.purpose, from) === null ? 'unreadable' : 'current'
  })
}
