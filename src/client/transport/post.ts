import { AuthUnreachableError } from '../errors.js'
import type { Clock } from '../platform/environment.js'

/** Longer than any honest answer to a refresh, shorter than the time that other tabs wait for the lock. */
const answerWithinMs = 10_000

export interface Sender {
  fetch: typeof fetch
  clock: Clock
  url: string
  /** Whether the browser sends and takes cookies. */
  withCookies: boolean
}

export interface Request {
  query: string
  variables: Record<string, unknown>
  token?: string | null
  signal?: AbortSignal
  /** For what may wait in a queue of the server. */
  withinMs?: number
}

export interface GraphqlError {
  message?: string
  path?: readonly (string | number)[]
  extensions?: { code?: string; reason?: string; retryAfter?: number }
}

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null
  errors?: readonly GraphqlError[]
}

/** The data of one operation of ours. Rejects with `AuthUnreachableError` for everything that is no data. */
export async function post<Data>(sender: Sender, request: Request): Promise<Data> {
  const { data, errors } = await ask(sender, request)
  const [error] = errors ?? []
  if (error !== undefined || data == null) throw unreachableBy(error)
  return data as Data
}

function unreachableBy(error: GraphqlError | undefined): AuthUnreachableError {
  const { code = null, retryAfter = null } = error?.extensions ?? {}
  return new AuthUnreachableError(`The server answered: ${error?.message ?? 'nothing'}`, { code, retryAfter })
}

async function ask(sender: Sender, request: Request): Promise<GraphqlAnswer> {
  const aborter = new AbortController()
  const abort = () => aborter.abort()
  const timer = sender.clock.setTimeout(abort, request.withinMs ?? answerWithinMs)
  request.signal?.addEventListener('abort', abort)
  if (request.signal?.aborted === true) abort()
  try {
    const response = await sender.fetch(sender.url, fetchOptions(sender, request, aborter.signal))
    return (await response.json()) as GraphqlAnswer
  } catch (cause) {
    throw new AuthUnreachableError('The server did not answer.', { cause })
  } finally {
    sender.clock.clearTimeout(timer)
    request.signal?.removeEventListener('abort', abort)
  }
}

function fetchOptions({ withCookies }: Sender, { query, variables, token }: Request, signal: AbortSignal) {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token == null ? {} : { authorization: `Bearer ${token}` }),
    },
    credentials: withCookies ? ('include' as const) : ('omit' as const),
    body: JSON.stringify({ query, variables }),
    signal,
  }
}
