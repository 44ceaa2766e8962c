import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type SqliteConnection from 'better-sqlite3'
import { Unavailable } from '../../platform/unavailable.js'
import { Undone } from './store.js'

/** How long a transaction waits while another process holds the write lock. */
const patienceMs = 5000
/** Bounds how long a group holds up the event loop beside what the disk takes. */
const mostInGroup = 64

interface Waiting {
  /** On the clock of `performance`. */
  deadline: number
  work(): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

export interface GroupCommit {
  /** Runs the work alone, after all that came before. Settles when what it wrote is on the disk. */
  add<T>(work: () => Promise<T | Undone<T>>): Promise<T>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

/**
 * Transactions that come in one turn of the event loop share one commit, each in a savepoint of its own: not the
 * processor but the disk bounds how often SQLite can commit, and one that fails undoes nothing of the others.
 */
export function createGroupCommit(connection: SqliteConnection.Database): GroupCommit {
  const statements = prepareAll(connection)
  const waiting: Waiting[] = []
  let running: Promise<void> | null = null

  async function runGroup(): Promise<void> {
    if (tryBegin(statements)) return commitTogether(connection, statements, waiting.splice(0, mostInGroup))
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
    add: <T>(work: () => Promise<T | Undone<T>>) =>
      new Promise<T>((resolve, reject) => {
        const deadline = performance.now() + patienceMs
        waiting.push({ work, deadline, resolve: (result) => resolve(result as T), reject })
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

/** Waits for the other process without holding up the event loop. */
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
    // Nothing of a group is done that is not on the disk.
    rejectAll(group, error)
    // A full disk or an I/O error has already rolled it back.
    if (connection.inTransaction) statements.rollback.run()
    return
  }
  for (const tell of settle) tell()
}

/** What to tell the caller once the group is on the disk. Throws when SQLite has rolled back the whole group. */
async function runInSavepoint(
  connection: SqliteConnection.Database,
  { enter, undo, leave }: Statements,
  { work, resolve, reject }: Waiting,
): Promise<() => void> {
  enter.run()
  try {
    const result = await work()
    const isUndone = result instanceof Undone
    if (isUndone) undo.run()
    leave.run()
    return () => resolve(isUndone ? result.outcome : result)
  } catch (error) {
    if (!connection.inTransaction) throw error
    undo.run()
    leave.run()
    return () => reject(error)
  }
}
