import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFolder } from './engines.js'
import { findFreePort } from './free-port.js'

/** Where Debian puts it, unless PGBOUNCER_PATH says another one. */
const program = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer'

export const hasPgBouncer = existsSync(program)

/** The major and minor version, as in `1.18`. */
export function versionOfPgBouncer(): string {
  return /PgBouncer (\d+\.\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? 'unknown'
}

export interface PgBouncerOptions {
  mode: 'session' | 'transaction'
  /** Connections to PostgreSQL. */
  poolSize?: number
  /** More lines of the section `pgbouncer`. */
  settings?: Readonly<Record<string, string>>
}

/** A PgBouncer in front of the database of the URL; gives the URL through it. Stopped when the test ends. */
export async function startPgBouncer(databaseUrl: string, options: PgBouncerOptions): Promise<string> {
  return (await startPgBouncerProcess(databaseUrl, options)).url
}

export interface PgBouncer {
  /** Of the database, through PgBouncer. */
  url: string
  kill(): Promise<void>
  /** Starts it again on the same port. */
  restart(): Promise<void>
}

/** The same, for tests that take it away. PgBouncer does not run as root. */
export async function startPgBouncerProcess(databaseUrl: string, options: PgBouncerOptions): Promise<PgBouncer> {
  const { hostname, port, pathname, username, password } = new URL(databaseUrl)
  const own = await findFreePort()
  const folder = createFolder()
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'users.txt'), `"${username}" "${password}"\n`)
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: own,
    unix_socket_dir: '',
    auth_type: 'plain',
    auth_file: join(folder, 'users.txt'),
    pool_mode: options.mode,
    default_pool_size: options.poolSize ?? 20,
    ...options.settings,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, `[databases]\n* = host=${hostname} port=${port}\n[pgbouncer]\n${lines.join('\n')}\n`)
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const start = async () => {
    const child = spawn(program, [...asUser, file], { stdio: ['ignore', 'ignore', 'pipe'] })
    onTestFinished(() => stop(child))
    await waitFor(child, own)
    return child
  }
  let child = await start()
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${own}${pathname}`,
    kill: () => stop(child),
    async restart() {
      child = await start()
    },
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill('SIGKILL')) return
  await once(child, 'exit')
}

/** Resolves when something listens on the port. */
async function waitFor(child: ChildProcess, port: number): Promise<void> {
  let log = ''
  child.stderr?.on('data', (part: Buffer) => (log += part.toString()))
  while (!(await canConnect(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}: ${log}`)
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const tell = (isOpen: boolean) => () => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', tell(true)).once('error', tell(false))
  })
}
