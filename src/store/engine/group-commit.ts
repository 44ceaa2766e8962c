import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type SqliteConnection from 'better-sqlite3'
import { keepSpan } from '../../platform/tracing.js'
import { Unavailable } from '../../platform/unavailable.js'

/** How long a transaction waits while another process holds the write lock. */
const maxWaitMs = 5000
/** Limits the time for which one group blocks the event loop, in addition to the time of the disk. */
const maxGroupSize = 64

interface Waiting {
  /** In milliseconds of `performance.now()`. */
  deadline: number
  work(): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

export interface GroupCommit {
  /** Runs the work alone, after all earlier work. Settles when its writes are on the disk. */
  add<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when no work waits or runs. */
  idle(): Promise<void>
}

/**
 * SQLite must wait for the disk at every commit, so the disk limits the commits a second. Transactions that arrive in
 * one turn of the event loop therefore share one commit. Each runs in a savepoint of its own: one that fails undoes its
 * own writes only.
 *
 *     BEGIN IMMEDIATE
 *       SAVEPOINT → work of request 1 → RELEASE
 *       SAVEPOINT → work of request 2 → ROLLBACK TO, RELEASE    (it failed)
 *     COMMIT                                                    (one wait for the disk)
 *     then every caller hears its result
 */
export function createGroupCommit(connection: SqliteConnection.Database): GroupCommit {
  const statements = prepareAll(connection)
  const waiting: Waiting[] = []
  let running: Promise<void> | null = null

  async function runGroup(): Promise<void> {
    if (tryBegin(statements)) return commitTogether(connection, statements, waiting.splice(0, maxGroupSize))
    return giveUpOverdue(waiting)
  }

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      await nextTurn()
      await runGroup().catch((error: unknown) => rejectAll(waiting.splice(0), error))
    }
    running = null
  }

  return {
    add: <T>(work: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const deadline = performance.now() + maxWaitMs
        waiting.push({ work: keepSpan(work), deadline, resolve: (result) => resolve(result as T), reject })
        running ??= runAll()
      }),
    idle: async () => running ?? undefined,
  }
}

type Statements = ReturnType<typeof prepareAll>

function prepareAll(connection: SqliteConnection.Database) {
  return {
    begin: connection.prepare('BEGIN IMMEDIATE'),
    commit: connection.prepare('COMMIT'),
    rollback: connection.prepare('ROLLBACK'),
    enter: connection.prepare('SAVEPOINT one'),
    undo: connection.prepare('ROLLBACK TO one'),
    leave: connection.prepare('RELEASE one'),
  }
}

function tryBegin({ begin }: Statements): boolean {
  try {
    begin.run()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return false
    throw error
  }
}

/** Waits for the other process without blocking the event loop. */
async function giveUpOverdue(waiting: Waiting[]): Promise<void> {
  const now = performance.now()
  const overdue = waiting.filter(({ deadline }) => deadline < now)
  rejectAll(waiting.splice(0, overdue.length), new Unavailable('Another process holds the database.', 2))
  await pause(20)
}

function rejectAll(group: readonly Waiting[], error: unknown): void {
  for (const { reject } of group) reject(error)
}

async function commitTogether(
  connection: SqliteConnection.Database,
  statements: Statements,
  group: readonly Waiting[],
): Promise<void> {
  const settle: (() => void)[] = []
  try {
    for (const each of group) settle.push(await runInSavepoint(connection, statements, each))
    statements.commit.run()
  } catch (error) {
    // The group is not on the disk, so none of its callers may hear a success.
    rejectAll(group, error)
    // After a full disk or an I/O error SQLite has already rolled it back.
    if (connection.inTransaction) statements.rollback.run()
    return
  }
  for (const tell of settle) tell()
}

/** Returns what tells the caller when the group is on the disk. Throws when SQLite has rolled back the whole group. */
async function runInSavepoint(
  connection: SqliteConnection.Database,
  { enter, undo, leave }: Statements,
  { work, resolve, reject }: Waiting,
): Promise<() => void> {
  enter.run()
  try {
    const result = await work()
    leave.run()
    return () => resolve(result)
  } catch (error) {
    if (!connection.inTransaction) throw error
    undo.run()
    leave.run()
    return () => reject(error)
  }
}
