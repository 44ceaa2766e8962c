import { isDeepStrictEqual } from 'node:util'
import type { Log } from '../platform/log.js'
import { deleteCopySource, findCopySource, insertCopySource } from '../store/copy-state.js'
import {
  countRows,
  deleteRows,
  findRows,
  insertRows,
  keyOf,
  listRows,
  listTables,
  type Row,
  type TableName,
} from '../store/copy-tables.js'
import { explainFailure, isFailedQuery } from '../store/engine/explain-failure.js'
import { openStore } from '../store/engine/open.js'
import type { Reader, Store } from '../store/engine/store.js'
import { listSigningKeys } from '../store/signing-keys.js'

export type CopyOutcome =
  | { kind: 'copied'; rows: number }
  /** Nothing was written: the target has rows that are not part of a copy of this source. */
  | { kind: 'targetHoldsData' }
  /** One of the databases changed during the copy. Run the copy again. */
  | { kind: 'differs'; table: TableName }

interface Copying {
  log: Log
  /** Called after each table. */
  onTable(table: TableName, rows: number): void
}

const batchSize = 500

/**
 * Copies all rows between two databases of any engine, then compares every row. The copy can be stopped at any time and
 * run again. No program may write to either database during the copy: a SQLite source is locked, and on PostgreSQL the
 * comparison finds most changes. Until the copy is complete, a server refuses to start on the target. Throws an error with
 * the database's own reason.
 */
export async function copyDatabase(urls: { from: string; to: string }, copying: Copying): Promise<CopyOutcome> {
  try {
    return await copyAll(urls, copying)
  } catch (error) {
    throw isFailedQuery(error) ? explainFailure(error) : error
  }
}

async function copyAll(urls: { from: string; to: string }, copying: Copying): Promise<CopyOutcome> {
  await using source = await openStore(urls.from, copying.log)
  await using target = await openStore(urls.to, copying.log, { isCopyTarget: true })
  // Awaited here, because both stores are closed when this function ends.
  return await source.transaction(async (from) => {
    if (!(await admit(from, target))) return { kind: 'targetHoldsData' }
    for (const name of listTables(from)) await deleteStale(from, target, name)
    for (const name of listTables(from)) copying.onTable(name, await copyTable(from, target, name))
    return compare(from, target)
  })
}

/** Completes the copy when both databases are equal. */
async function compare(from: Reader, target: Store): Promise<CopyOutcome> {
  let rows = 0
  for (const name of listTables(from)) {
    if (!(await isSame(from, target, name))) return { kind: 'differs', table: name }
    rows += await countRows(from, name)
  }
  await target.transaction(deleteCopySource)
  return { kind: 'copied', rows }
}

/** Marks an empty target. Accepts a marked target if the same source began it: both then have the same signing keys. */
async function admit(from: Reader, target: Store): Promise<boolean> {
  const kids = (await listSigningKeys(from)).map(({ kid }) => kid)
  const begun = await findCopySource(target.read)
  if (begun !== null) return begun.join() === kids.join() || begun.some((kid) => kids.includes(kid))
  for (const name of listTables(from)) if ((await countRows(target.read, name)) > 0) return false
  await target.transaction((tx) => insertCopySource(tx, kids))
  return true
}

/** Deletes rows of an earlier run that the source no longer has, or has with other values. */
async function deleteStale(from: Reader, target: Store, name: TableName): Promise<void> {
  for await (const { keys, rows } of batchesOf(target.read, name)) {
    const sources = await findRows(from, name, keys)
    const stale = keys.filter((key, place) => !isDeepStrictEqual(sources.get(key), rows[place]))
    if (stale.length > 0) await target.transaction((tx) => deleteRows(tx, name, stale))
  }
}

async function copyTable(from: Reader, target: Store, name: TableName): Promise<number> {
  let copied = 0
  for await (const { keys, rows } of batchesOf(from, name)) {
    const present = await findRows(target.read, name, keys)
    const missing = rows.filter((_, place) => !present.has(keys[place] ?? ''))
    await target.transaction((tx) => insertRows(tx, name, missing))
    copied += missing.length
  }
  return copied
}

async function isSame(from: Reader, target: Store, name: TableName): Promise<boolean> {
  for await (const { keys, rows } of batchesOf(from, name)) {
    const copies = await findRows(target.read, name, keys)
    if (!keys.every((key, place) => isDeepStrictEqual(copies.get(key), rows[place]))) return false
  }
  return (await countRows(from, name)) === (await countRows(target.read, name))
}

async function* batchesOf(db: Reader, name: TableName): AsyncGenerator<{ keys: string[]; rows: Row[] }> {
  let after: string | null = null
  while (true) {
    const rows = await listRows(db, name, { after, max: batchSize })
    const keys = rows.map((row) => keyOf(db, name, row))
    after = keys.at(-1) ?? null
    if (after === null) return
    yield { keys, rows }
  }
}
