import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { expect, onTestFinished } from 'vitest'
import type { Environment } from '../../src/config/setting.js'
import { createFolder } from './engines.js'
import { findFreePort } from './free-port.js'
import { testSecretKey } from './start-app.js'

/** The built program, found from wherever the tests run. */
export const builtProgram = resolve(import.meta.dirname, '../../dist/main.js')
/** Code that one start has compiled is loaded by the next: a sixth of what a start costs. */
const compileCache = resolve(import.meta.dirname, '../../node_modules/.cache/latchkey-tests')

export interface LaunchOptions {
  environment: Environment
  folder?: string
  /** Runs the program: a command and its arguments, to which the program is added. */
  wrapper?: readonly string[]
  /** Modules that are loaded before the program, as URLs. */
  imports?: readonly string[]
}

export interface RunningProcess {
  child: ChildProcess
  url: string
  folder: string
  /** Standard output and standard error so far. */
  output(): string
  /** Resolves with the exit code; null when a signal ended it. */
  ended: Promise<number | null>
  hasEnded(): boolean
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Data>
}

/** Starts the built program in a folder of its own, without waiting for it. Killed when the test ends. */
export async function launchProcess({
  environment,
  folder = createFolder(),
  wrapper = [],
  imports = [],
}: LaunchOptions): Promise<RunningProcess> {
  expect(existsSync(builtProgram), 'npm run build comes first').toBe(true)
  const port = environment.PORT ?? String(await findFreePort())
  const preloads = imports.flatMap((url) => ['--import', url])
  const [command = '', ...words] = [...wrapper, process.execPath, ...preloads, builtProgram]
  const child = spawn(command, words, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: compileCache,
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      SECRET_KEY: testSecretKey,
      PORT: port,
      ...environment,
    },
  })
  const url = `http://127.0.0.1:${port}`
  return { url, folder, ...watch(child), ask: (...asked) => askOverHttp(url, ...asked) }
}

function watch(child: ChildProcess) {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (output += part.toString()))
  let hasEnded = false
  const ended = once(child, 'close').then(([code]) => {
    hasEnded = true
    return code as number | null
  })
  onTestFinished(async () => {
    child.kill('SIGCONT')
    child.kill('SIGKILL')
    await ended
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return { child, output: () => output, ended, hasEnded: () => hasEnded, end }
}

/** Starts the built program with the defaults of tests, without waiting for it. */
export async function startProcess(environment: Environment, folder?: string): Promise<RunningProcess> {
  return launchProcess({ environment, ...(folder !== undefined && { folder }) })
}

/** Starts the built program and waits until it is ready. */
export async function startReadyProcess(environment: Environment, folder?: string): Promise<RunningProcess> {
  const running = await startProcess(environment, folder)
  await untilReady(running)
  return running
}

/** How many seconds it took. Throws when the program ends instead, or is not ready after `maxSeconds`. */
export async function untilReady(running: RunningProcess, maxSeconds = 120): Promise<number> {
  const from = performance.now()
  while (!(await isUp(`${running.url}/readyz`))) {
    if (running.hasEnded()) throw new Error(`The program ended with ${await running.ended}: ${running.output()}`)
    const seconds = (performance.now() - from) / 1000
    if (seconds > maxSeconds) throw new Error(`Not ready after ${seconds} s: ${running.output()}`)
    await pause(15)
  }
  return (performance.now() - from) / 1000
}

/** Whether it answers 200 within the time. */
export async function isUp(url: string, maxMs = 5000): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(maxMs) }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )
}

async function askOverHttp<Data, Variables>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  ...[variables, token]: [variables: Variables, token?: string]
): Promise<Data> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query: print(document), variables }),
  })
  return ((await response.json()) as { data: Data }).data
}
