import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { limitsOff } from '../limits-off.js'
import { type LaunchOptions, launchProcess, type RunningProcess, untilReady } from '../start-process.js'

export interface ServerOptions extends Omit<LaunchOptions, 'imports'> {
  /** Files of `preload/` that are loaded before the program. */
  preload?: readonly string[]
}

const quiet = {
  LOG_LEVEL: 'warn',
  // The issuer: instances of one service have one.
  PUBLIC_URL: 'https://auth.test',
  ...limitsOff,
}

/** Starts the built program as the faults need it, without waiting for it. Killed when the test ends. */
export async function launch({ environment, preload = [], ...options }: ServerOptions): Promise<RunningProcess> {
  const imports = preload.map((name) => pathToFileURL(resolve(import.meta.dirname, name)).href)
  return launchProcess({ ...options, environment: { ...quiet, ...environment }, imports })
}

/** Starts the built program and waits until it is ready. */
export async function launchReady(options: ServerOptions): Promise<RunningProcess> {
  const server = await launch(options)
  await untilReady(server)
  return server
}

/** The error that ends a start, as one line; fails when there is more than one, or a stack. */
export async function expectRefusedStart(server: RunningProcess, code: number): Promise<string> {
  await expect.poll(server.hasEnded, { timeout: 60_000, message: 'it starts although it may not' }).toBe(true)
  expect(await server.ended, server.output()).toBe(code)
  const text = server.output().trim()
  expect(text).not.toMatch(/\n\s+at |node:internal/)
  return text
}
