import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { LoginDocument, RefreshDocument, VerifyTokenDocument } from '../../src/client/generated/operations.js'
import { createDatabase, createFolder } from '../support/engines.js'
import { ask, failedOf, newTally, p99Of, type Target } from '../support/faults/ask.js'
import { me, type Person, refresh, seedPeople, startLoad } from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { isLong, report, roundsOf, testTimeout, timesCount } from '../support/faults/rounds.js'
import { expectRefusedStart, launch, launchReady } from '../support/faults/server.js'
import { isUp, type RunningProcess } from '../support/start-process.js'

const patient = { timeout: 60_000 }

function targetOf(server: RunningProcess): Target {
  return { url: () => server.url, tally: newTally() }
}

async function verify(target: Target, person: Person): Promise<string> {
  const reply = await ask(target, VerifyTokenDocument, { token: person.sessions[0]?.access ?? '' })
  return reply.kind === 'answered' ? reply.data.verifyToken.__typename : reply.kind
}

async function renew(target: Target, person: Person): Promise<string> {
  const input = { refreshToken: person.sessions[0]?.refresh ?? '' }
  const reply = await ask(target, RefreshDocument, { input })
  return reply.kind === 'answered' ? reply.data.refresh.__typename : reply.kind
}

/** In milliseconds; one health check and one verifyToken after the other. */
async function slowestRead(
  server: RunningProcess,
  { target, person, untilMs }: { target: Target; person: Person; untilMs: number },
): Promise<number> {
  let slowest = 0
  while (performance.now() < untilMs) {
    const from = performance.now()
    expect(await isUp(`${server.url}/readyz`)).toBe(true)
    expect(await verify(target, person)).toBe('TokenClaims')
    slowest = Math.max(slowest, performance.now() - from)
    await pause(20)
  }
  return slowest
}

describe('a lock that another process holds (SQLite)', () => {
  test('a SQLite lock of another process makes writes UNAVAILABLE, lets reads through, and delays neither', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase('sqlite')
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const target = targetOf(server)
    const people = await seedPeople(target, databaseUrl, 3)
    const before = performance.now()
    const other = new Sqlite(databaseUrl.slice('file:'.length))
    other.exec('begin immediate')
    const writes = Promise.all(people.map((person) => renew(target, person)))
    const heldMs = isLong ? 10_000 : 1500
    const slowest = await slowestRead(server, { target, person: people[0] as Person, untilMs: before + heldMs })
    if (isLong) expect(await writes).toEqual(['unavailable', 'unavailable', 'unavailable'])
    other.exec('rollback')
    other.close()
    const released = performance.now()
    if (!isLong) expect(await writes).toEqual(['Refreshed', 'Refreshed', 'Refreshed'])
    for (const person of people) await refresh(target, person)
    const recoverySeconds = (performance.now() - released) / 1000
    await expectIntact({ target, databaseUrl, people, output: server.output() })
    if (timesCount) expect(slowest).toBeLessThan(1000)
    const p99 = p99Of(target.tally, 'VerifyToken')
    const note = `held ${heldMs / 1000} s; slowest pair of /readyz and verifyToken ${Math.round(slowest)} ms, p99 of verifyToken ${Math.round(p99)} ms`
    const { sent: requests } = target.tally
    report({
      fault: 'F16',
      engine: 'sqlite',
      rounds: 1,
      requests,
      failed: failedOf(target.tally),
      recoverySeconds,
      note,
    })
  })
})

/** A small file system of its own, where the machine lets us have one. It has to hold what many rounds write. */
const ownDisk = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  `mkdir -p data && mount -t tmpfs -o size=${isLong ? 64 : 6}m tmpfs data && exec "$@"`,
  'sh',
]
const mayMount = spawnSync(ownDisk[0] as string, [...ownDisk.slice(1), 'true'], { cwd: '/tmp' }).status === 0

describe('a full disk (SQLite)', () => {
  test.runIf(mayMount)(
    'a full disk makes writes UNAVAILABLE, issues no token, and the server recovers',
    { timeout: testTimeout },
    async () => {
      const rounds = roundsOf(1, 20)
      const server = await launchReady({ environment: { DATABASE_URL: 'file:data/latchkey.db' }, wrapper: ownDisk })
      const disk = `/proc/${server.child.pid}/root${server.folder}/data`
      const target = targetOf(server)
      let recoverySeconds = 0
      for (const _round of rounds) {
        const load = startLoad(target, { workers: 3 })
        const unavailable = target.tally.unavailable
        await expect.poll(() => load.people.filter(({ exists }) => exists === 'yes').length, patient).toBeGreaterThan(2)
        fill(`${disk}/ballast`)
        await expect.poll(() => target.tally.unavailable, { timeout: 60_000 }).toBeGreaterThan(unavailable + 5)
        for (const person of load.people.filter(({ exists }) => exists === 'yes').slice(0, 2)) await me(target, person)
        expect(await isUp(`${server.url}/livez`)).toBe(true)
        unlinkSync(`${disk}/ballast`)
        const [from, known] = [performance.now(), load.people.length]
        await expect.poll(() => load.people.slice(known).some(({ exists }) => exists === 'yes'), patient).toBe(true)
        recoverySeconds = Math.max(recoverySeconds, (performance.now() - from) / 1000)
        await load.stop()
        await expectIntact({ target, databaseUrl: copyOf(disk), people: load.people, output: server.output() })
      }
      const { sent: requests } = target.tally
      report({
        fault: 'F14',
        engine: 'sqlite',
        rounds: rounds.done,
        requests,
        failed: failedOf(target.tally),
        recoverySeconds,
      })
    },
  )
})

/** SQLite cannot follow a path into the file system of another process. */
function copyOf(disk: string): string {
  const folder = createFolder()
  for (const name of ['latchkey.db', 'latchkey.db-wal']) copyFileSync(join(disk, name), join(folder, name))
  return `file:${folder}/latchkey.db`
}

function fill(file: string): void {
  const handle = openSync(file, 'w')
  for (const size of [1 << 20, 1 << 16, 1 << 12]) while (hasWritten(handle, size));
  closeSync(handle)
}

function hasWritten(handle: number, size: number): boolean {
  try {
    writeSync(handle, Buffer.alloc(size))
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOSPC') return false
    throw error
  }
}

/** Root may write everywhere; a process that may not is what an operator has. */
const unprivileged = ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner', '--inh-caps=-dac_override']
const isRoot = process.getuid?.() === 0
const mayDrop = !isRoot || spawnSync(unprivileged[0] as string, [...unprivileged.slice(1), 'true']).status === 0
const wrapper = isRoot ? unprivileged : []

interface Trouble {
  what: string
  make(file: string): void
  says: RegExp
}

const corrupt: Trouble[] = [
  { what: 'zero bytes', make: (file) => writeFileSync(file, ''), says: /latchkey\.db is empty/ },
  {
    what: 'a garbage header',
    make: (file) => patch(file, 0, Buffer.alloc(100, 'x')),
    says: /latchkey\.db: file is not a database/,
  },
  {
    what: 'half of its length',
    make: (file) => cut(file, statSync(file).size / 2),
    says: /latchkey\.db: database disk image is malformed/,
  },
  {
    what: 'a first page that was overwritten',
    make: (file) => patch(file, 100, Buffer.alloc(3900, 0xff)),
    says: /latchkey\.db: database disk image is malformed/,
  },
  {
    what: 'no file but its WAL',
    make: (file) => {
      copyFileSync(file, `${file}-wal`)
      unlinkSync(file)
    },
    says: /latchkey\.db is missing/,
  },
  {
    what: 'a folder in its place',
    make: (file) => {
      rmSync(file)
      mkdirSync(file)
    },
    says: /unable to open database file/,
  },
]

const unwritable: Trouble[] = [
  {
    what: 'read-only',
    make: (file) => chmodSync(file, 0o444),
    says: /latchkey\.db: attempt to write a readonly database/,
  },
  { what: 'in a read-only folder', make: (file) => chmodSync(join(file, '..'), 0o555), says: /latchkey\.db: / },
  { what: 'unreadable', make: (file) => chmodSync(file, 0o000), says: /latchkey\.db: unable to open database file/ },
]

function patch(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

function cut(file: string, length: number): void {
  const handle = openSync(file, 'r+')
  ftruncateSync(handle, length)
  closeSync(handle)
}

describe('a database file (SQLite)', () => {
  const chosen = isLong ? corrupt : corrupt.filter(({ what }) => what === 'half of its length')

  test.each([...chosen, ...(mayDrop && isLong ? unwritable : [])])(
    'a database file that is or has $what stops the start with one line and stays unchanged',
    { timeout: testTimeout },
    async (trouble) => {
      const file = join(await templateFolder(), 'data/latchkey.db')
      trouble.make(file)
      const before = fingerprint(file)
      const server = await launch({ environment: {}, folder: join(file, '../..'), wrapper })
      const line = await expectRefusedStart(server, 1)
      expect(line.split('\n'), line).toHaveLength(1)
      expect(line).toMatch(trouble.says)
      chmodSync(join(file, '..'), 0o700)
      expect(fingerprint(file)).toBe(before)
      report({ fault: 'F17', engine: 'sqlite', rounds: 1, note: trouble.what })
    },
  )

  test.runIf(isLong && mayDrop)(
    'a database file in a folder that cannot be created stops the start with one line',
    async () => {
      const folder = createFolder()
      const databaseUrl = `file:${folder}/closed/data/latchkey.db`
      mkdirSync(join(folder, 'closed'), { mode: 0o500 })
      const server = await launch({ environment: { DATABASE_URL: databaseUrl }, wrapper })
      expect(await expectRefusedStart(server, 1)).toMatch(/EACCES.*closed/)
      expect(readdirSync(join(folder, 'closed'))).toEqual([])
      report({ fault: 'F17', engine: 'sqlite', rounds: 1, note: 'missing folder' })
    },
  )

  test.runIf(isLong)(
    'a database file that is damaged while it is open crashes nothing, and the next start refuses it',
    async () => {
      const databaseUrl = await createDatabase('sqlite')
      const environment = { DATABASE_URL: databaseUrl }
      const server = await launchReady({ environment })
      const file = databaseUrl.slice('file:'.length)
      const target = targetOf(server)
      const load = startLoad(target)
      await expect.poll(() => target.tally.answered, { timeout: 60_000 }).toBeGreaterThan(20)
      patch(file, 0, randomBytes(200 * 4096))
      await expect.poll(() => target.tally.sent, { timeout: 60_000 }).toBeGreaterThan(100)
      await load.stop()
      expect(await isUp(`${server.url}/livez`)).toBe(true)
      expect(target.tally.violations.filter((text) => text.includes('inside'))).toEqual([])
      await server.end('SIGKILL')
      for (const leftover of [`${file}-wal`, `${file}-shm`]) rmSync(leftover, { force: true })
      expect(await expectRefusedStart(await launch({ environment }), 1)).toContain(
        'latchkey.db: file is not a database',
      )
      report({ fault: 'F17', engine: 'sqlite', rounds: 1, note: 'damaged while open' })
    },
  )
})

/** A stopped server’s folder, with a key and some people. */
async function templateFolder(): Promise<string> {
  const folder = createFolder()
  const environment = { DATABASE_URL: 'file:data/latchkey.db' }
  const server = await launchReady({ environment, folder })
  const target = targetOf(server)
  await seedPeople(target, `file:${folder}/data/latchkey.db`, 2)
  await ask(target, LoginDocument, { input: { identifier: 'nobody@example.com', password: 'x' } })
  await server.end('SIGTERM')
  return folder
}

function fingerprint(file: string): string {
  if (!existsSync(file)) return 'none'
  if (statSync(file).isDirectory()) return 'folder'
  const { mode } = statSync(file)
  chmodSync(file, 0o600)
  const content = readFileSync(file).toString('base64')
  chmodSync(file, mode)
  return `${mode} ${content}`
}
