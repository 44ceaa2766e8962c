import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { onTestFinished } from 'vitest'
import type { Environment } from '../../src/config/setting.js'
import { createFolder } from './engines.js'
import { findFreePort } from './free-port.js'
import { testSecretKey } from './start-app.js'

/** The built program, found from wherever the tests run. */
export const builtProgram = resolve(import.meta.dirname, '../../dist/main.js')

export interface RunningProcess {
  child: ChildProcess
  url: string
  /** Standard output and standard error so far. */
  output(): string
  /** Resolves with the exit code; null when a signal ended it. */
  ended: Promise<number | null>
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Data>
}

/** Starts the built program in a folder of its own, without waiting for it. Killed when the test ends. */
export async function startProcess(environment: Environment, folder = createFolder()): Promise<RunningProcess> {
  const port = environment.PORT ?? String(await findFreePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [builtProgram], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      BCRYPT_COST: '4',
      SECRET_KEY: testSecretKey,
      PORT: port,
      ...environment,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, url, output: () => output, ended, ask: (...asked) => askOverHttp(url, ...asked) }
}

/** Starts the built program and waits until it is ready. */
export async function startReadyProcess(environment: Environment, folder?: string): Promise<RunningProcess> {
  const running = await startProcess(environment, folder)
  let exitCode: number | null | undefined
  void running.ended.then((code) => {
    exitCode = code
  })
  while (!(await isReady(running.url))) {
    if (exitCode !== undefined) throw new Error(`The program ended with ${exitCode}: ${running.output()}`)
  }
  return running
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
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
