import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { LightMyRequestResponse } from 'fastify'
import { print } from 'graphql'
import { onTestFinished } from 'vitest'
import { type App, buildApp } from '../../src/app.js'
import { readSettings } from '../../src/config/config.js'
import type { Environment } from '../../src/config/setting.js'
import type { Settings } from '../../src/config/settings.js'
import { createDatabase, type Engine } from './engines.js'
import { createFakeClock, type FakeClock } from './fake-clock.js'

export const testSecretKey = 'Yc3uVJm1b0n8r0Xk8C0nq9pQ2tLw5eRz7hUaGdSfKjM='

export interface AskOptions {
  /** Sent as `Authorization: Bearer`. */
  token?: string
  headers?: Record<string, string>
  /** The address that the connection comes from. */
  address?: string
  /** Another endpoint than the public schema. */
  path?: string
}

export interface Answer<Data> {
  data: Data
  errors: { message: string; path?: string[]; extensions: Record<string, unknown> }[] | undefined
  response: LightMyRequestResponse
}

export interface RunningApp {
  app: App
  clock: FakeClock
  settings: Settings
  /** Runs a typed operation through the whole HTTP stack. */
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<Answer<Data>>
  /** The same for text and for variables of any shape, as a careless or hostile client would. */
  askText(query: string, variables?: unknown, options?: AskOptions): Promise<Answer<Record<string, unknown> | null>>
}

/** The real program on a database of its own, with a clock that the test moves. Closed when the test ends. */
export async function startApp(engine: Engine, overrides: Environment = {}): Promise<RunningApp> {
  const databaseUrl = overrides.DATABASE_URL ?? (await createDatabase(engine))
  return startAppOn(databaseUrl, overrides)
}

/** Another instance on a database that is there. */
export async function startAppOn(
  databaseUrl: string,
  overrides: Environment = {},
  clock: FakeClock = createFakeClock(),
): Promise<RunningApp> {
  const settings = readSettings({
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'silent',
    SECRET_KEY: testSecretKey,
    DATABASE_URL: databaseUrl,
    ...overrides,
  })
  const app = await buildApp(settings, { clock })
  let isClosed = false
  onTestFinished(async () => {
    if (!isClosed) await app[Symbol.asyncDispose]()
    isClosed = true
  })
  const askText: RunningApp['askText'] = async (query, variables, options) => {
    const response = await app.http.inject(requestOf({ query, variables }, options))
    return { ...response.json(), response }
  }
  return {
    app,
    clock,
    settings,
    askText,
    ask: (document, variables, options) => askText(print(document), variables, options) as Promise<never>,
  }
}

function requestOf(payload: object, options: AskOptions = {}) {
  const { token, headers = {}, address = '127.0.0.1', path = '/graphql' } = options
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    method: 'POST' as const,
    url: path,
    remoteAddress: address,
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    payload,
  }
}
