import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import type { Environment } from '../../../src/config/setting.js'
import { createFolder } from '../engines.js'
import { findFreePort } from '../free-port.js'
import { limitsOff } from '../limits-off.js'
import { testSecretKey } from '../start-app.js'
import { builtProgram } from '../start-process.js'

export interface ServerOptions {
  environment: Environment
  folder?: string
  /** Runs the program: a command and its arguments, to which the program is added. */
  wrapper?: readonly string[]
  /** Files of `preload/` that are loaded before the program. */
  preload?: readonly string[]
}

export interface Server {
  child: ChildProcess
  url: string
  folder: string
  output(): string
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>
  hasEnded(): boolean
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const quiet = {
  NODE_ENV: 'test',
  BCRYPT_COST: '4',
  SECRET_KEY: testSecretKey,
  LOG_LEVEL: 'warn',
  // The issuer: instances of one service have one.
  PUBLIC_URL: 'https://auth.test',
  ...limitsOff,
}

/** Starts the built program without waiting for it. Killed when the test ends. */
export async function launch({ environment, folder, wrapper = [], preload = [] }: ServerOptions): Promise<Server> {
  expect(existsSync(builtProgram), 'npm run build comes first').toBe(true)
  const home = folder ?? createFolder()
  const port = environment.PORT ?? String(await findFreePort())
  const imports = preload.flatMap((name) => ['--import', pathToFileURL(resolve(import.meta.dirname, name)).href])
  const [command = '', ...words] = [...wrapper, process.execPath, ...imports, builtProgram]
  const child = spawn(command, words, {
    cwd: home,
    env: { PATH: process.env.PATH, ...quiet, PORT: port, ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
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
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    folder: home,
    output: () => output,
    ended,
    hasEnded: () => hasEnded,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** Starts the built program and waits until it is ready. */
export async function launchReady(options: ServerOptions): Promise<Server> {
  const server = await launch(options)
  await untilReady(server)
  return server
}

/** How many seconds it took. Throws when the program ends instead, or is not ready after `mostSeconds`. */
export async function untilReady(server: Server, mostSeconds = 120): Promise<number> {
  const from = performance.now()
  while (!(await isUp(`${server.url}/readyz`))) {
    if (server.hasEnded()) throw new Error(`The program ended with ${await server.ended}: ${server.output()}`)
    const seconds = (performance.now() - from) / 1000
    if (seconds > mostSeconds) throw new Error(`Not ready after ${seconds} s: ${server.output()}`)
    await pause(15)
  }
  return (performance.now() - from) / 1000
}

/** Whether it answers 200 within the time. */
export async function isUp(url: string, mostMs = 5000): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(mostMs) }).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )
}

/** The error that ends a start, as one line; fails when there is more than one, or a stack. */
export async function expectRefusedStart(server: Server, code: number): Promise<string> {
  await expect.poll(server.hasEnded, { timeout: 60_000, message: 'it starts although it may not' }).toBe(true)
  expect(await server.ended, server.output()).toBe(code)
  const text = server.output().trim()
  expect(text).not.toMatch(/\n\s+at |node:internal/)
  return text
}
