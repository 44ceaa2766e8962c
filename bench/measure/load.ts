import autocannon from 'autocannon'

/** One request of the load. */
export interface Shot {
  path?: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** What one connection sends, one request after the answer to the last. */
export interface Shooter {
  next(): Shot
  /** For chains, where an answer carries what the next request needs. */
  answered?(body: string): void
}

export interface Load {
  /** Connections are spread evenly over several. */
  url: string | string[]
  connections: number
  /** Slow work is counted, so that nothing of it is left running in the server when the next round begins. */
  until: { seconds: number } | { requests: number }
  shooter(connection: number): Shooter
  /** A text that every right answer has and no wrong one. */
  expect: string
  /** Requests a second over all connections, instead of as many as are answered. */
  pace?: number
}

export interface LoadFigure {
  perSecond: number
  p50: number
  p99: number
  /** Milliseconds. */
  longest: number
  requests: number
  /** Null when every answer was 2xx and right. */
  failure: string | null
}

const timeoutSeconds = 120

/** Runs a closed loop: each connection waits for its answer before it asks again. */
export async function shoot(load: Load): Promise<LoadFigure> {
  const times: number[] = []
  const failures = new Map<string, number>()
  const fail = (reason: string) => failures.set(reason, (failures.get(reason) ?? 0) + 1)
  const startedAt = performance.now()
  let lastAt = startedAt
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const run = autocannon(optionsOf(load, fail), (error: unknown) => (error ? reject(error) : resolve()))
  run.on('response', (...[, status, , milliseconds]) => {
    lastAt = performance.now()
    times.push(milliseconds)
    if (status < 200 || status > 299) fail(`status ${status}`)
  })
  run.on('reqError', (error) => fail(String(error)))
  await ended
  return { ...summarise(times, (lastAt - startedAt) / 1000), failure: describe(failures) }
}

function optionsOf(load: Load, fail: (reason: string) => void): autocannon.Options {
  const { url, connections, until, shooter, expect, pace } = load
  let opened = 0
  const verifyBody = (body: unknown) => {
    const isRight = String(body).includes(expect)
    if (!isRight) fail(`answer ${String(body).slice(0, 300)}`)
    return isRight
  }
  return {
    // Several are allowed, which the types do not know.
    url: url as string,
    connections,
    timeout: timeoutSeconds,
    sampleInt: 100,
    ...('seconds' in until ? { duration: until.seconds } : { amount: Math.max(until.requests, connections) }),
    ...(pace !== undefined && { overallRate: pace }),
    setupClient: (client) => client.setRequests([requestOf(shooter(opened++))]),
    verifyBody,
  }
}

function requestOf(shooter: Shooter): autocannon.Request {
  const answered = shooter.answered?.bind(shooter)
  return {
    setupRequest: (request) => ({ ...request, path: '/graphql', method: 'POST', ...shooter.next() }),
    ...(answered !== undefined && { onResponse: (_status, body) => answered(body) }),
  }
}

function summarise(times: number[], seconds: number): Omit<LoadFigure, 'failure'> {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    longest: at(1),
    requests: times.length,
  }
}

function describe(failures: Map<string, number>): string | null {
  if (failures.size === 0) return null
  return [...failures].map(([reason, count]) => `${count} × ${reason}`).join('; ')
}
