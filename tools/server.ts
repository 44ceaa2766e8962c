import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import SqliteConnection from 'better-sqlite3'
import pg from 'pg'
import { startEmbeddedPostgres } from '../tests/support/embedded-postgres.ts'
import { findFreePort } from '../tests/support/free-port.ts'

// The built program as a process of its own, for checks that measure.

export type Engine = 'sqlite' | 'postgres'

export interface Server extends AsyncDisposable {
  url: string
  folder: string
  /** Statements of an operator, beside the server. */
  sql(statement: string): Promise<Record<string, unknown>[]>
  /** Resident memory in MB. */
  memory(): number
  /** Size of the log in MB. */
  logSize(): number
}

/** What NODE_ENV=production chooses, with room for cheaper hashes. */
export const productionProfile = {
  NODE_ENV: 'test',
  INTROSPECTION: 'false',
  EXPLORER: 'off',
  LOG_LEVEL: 'info',
  LOG_FORMAT: 'json',
  PUBLIC_URL: 'https://auth.example.com',
  SECRET_KEY: 'Yc3uVJm1b0n8r0Xk8C0nq9pQ2tLw5eRz7hUaGdSfKjM=',
}

export async function startServer(engine: Engine, environment: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-check-'))
  const postgres = engine === 'postgres' ? await startPostgres(folder) : null
  const databaseUrl = postgres?.url ?? `file:${join(folder, 'latchkey.db')}`
  const port = String(await findFreePort())
  const log = join(folder, 'log')
  const output = openSync(log, 'a')
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../dist/main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...productionProfile, ...environment, PORT: port, DATABASE_URL: databaseUrl },
    stdio: ['ignore', output, output],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, child, log)
  return {
    url,
    folder,
    sql: (statement) => runSql(databaseUrl, statement),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    logSize: () => statSync(log).size / 2 ** 20,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startPostgres(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const { server, url } = await startEmbeddedPostgres(folder)
  await server.createDatabase('latchkey')
  return { url: `${url}/latchkey`, stop: () => server.stop() }
}

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(readFileSync(log, 'utf8'))
    await pause(50)
  }
}

async function runSql(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  if (databaseUrl.startsWith('file:')) {
    const connection = new SqliteConnection(databaseUrl.slice('file:'.length), { timeout: 5000 })
    const prepared = connection.prepare(statement)
    const rows = prepared.reader ? prepared.all() : [prepared.run()]
    connection.close()
    return rows as Record<string, unknown>[]
  }
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}

export interface Timed {
  milliseconds: number
  status: number
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

interface Asking {
  path?: string
  body?: string
  headers?: Record<string, string>
}

/** From the first byte sent to the last received; status 0 when the connection broke. */
export async function timed(url: string, { path = '/graphql', body, headers = {} }: Asking): Promise<Timed> {
  const startedAt = performance.now()
  return new Promise((settle) => {
    const done = (status: number, text: string) =>
      settle({ milliseconds: performance.now() - startedAt, status, body: text })
    const outgoing = request(
      `${url}${path}`,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      },
      (incoming: IncomingMessage) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (part: string) => (text += part))
        incoming.on('end', () => done(incoming.statusCode ?? 0, text))
        incoming.on('error', () => done(0, ''))
      },
    )
    outgoing.on('error', () => done(0, ''))
    outgoing.end(body)
  })
}

export function graphql(query: string, variables: object): { body: string } {
  return { body: JSON.stringify({ query, variables }) }
}

export const operations = {
  register:
    'mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on SignedIn { tokens { accessToken refreshToken } } } }',
  login:
    'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on SignedIn { tokens { accessToken refreshToken } } } }',
  refresh:
    'mutation ($input: RefreshInput!) { refresh(input: $input) { __typename ... on Refreshed { tokens { accessToken refreshToken } } } }',
  requestPasswordReset:
    'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }',
  resetPassword: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }',
  requestEmailCode: 'mutation ($input: RequestEmailCodeInput!) { requestEmailCode(input: $input) { __typename } }',
  startPasskeyRegistration:
    'mutation ($input: StartPasskeyRegistrationInput!) { startPasskeyRegistration(input: $input) { __typename } }',
  changePassword: 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
  verifyToken: 'query ($token: String!) { verifyToken(token: $token) { __typename } }',
  me: '{ me { id email sessions { id } } }',
} as const

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function engineFromArguments(): Engine {
  return process.argv.includes('postgres') ? 'postgres' : 'sqlite'
}

/** Of sorted or unsorted values; `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
