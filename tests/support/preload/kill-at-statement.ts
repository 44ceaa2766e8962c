import Sqlite from 'better-sqlite3'
import pg from 'pg'

// Loaded before the program: ends it, as kill -9 does, at the statement of the database that KILL_AT numbers. The count
// begins with SIGUSR2, or with the start when KILL_FROM is `start`. KILL_WHEN says on which side of the statement.

const place = Number(process.env.KILL_AT)
const isBefore = process.env.KILL_WHEN === 'before'
let isArmed = process.env.KILL_FROM === 'start'
let passed = 0

function isTheOne(): boolean {
  if (isArmed) passed += 1
  return isArmed && passed === place
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment, in which nothing more may happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

type Method = (this: unknown, ...given: unknown[]) => unknown

function wrap(prototype: Record<string, unknown>, name: string): void {
  const original = prototype[name] as Method
  const wrapped: Method = function (...given) {
    const isLast = isTheOne()
    if (isLast && isBefore) die()
    const result = original.apply(this, given)
    if (isLast) die()
    return result
  }
  prototype[name] = wrapped
}

const database = new Sqlite(':memory:')
const statement = Object.getPrototypeOf(database.prepare('select 1')) as Record<string, unknown>
for (const name of ['run', 'get', 'all']) wrap(statement, name)
wrap(Sqlite.prototype as unknown as Record<string, unknown>, 'exec')
// A query is on its way to PostgreSQL when this returns, and its answer is not read any more.
wrap(pg.Client.prototype as unknown as Record<string, unknown>, 'query')

// The jobs keep still, so that the statements counted are those of one request.
const pausesOfJobs = new Set([1000, 60_000, 600_000])
const { setTimeout: startTimer } = globalThis
globalThis.setTimeout = Object.assign(
  (work: () => void, ms?: number, ...given: []) =>
    startTimer(pausesOfJobs.has(ms ?? 0) ? () => undefined : work, ms, ...given),
  startTimer,
) as typeof setTimeout

process.on('SIGUSR2', () => {
  isArmed = true
  process.stderr.write('armed\n')
})
