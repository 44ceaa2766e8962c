import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FloodOrder, FloodReport, Target } from './flooder.ts'
import {
  type Engine,
  engineFromArguments,
  graphql,
  operations,
  print,
  quantile,
  type Server,
  startServer,
  type Timed,
  timed,
} from './server.ts'

// What floods do to everybody else, against a real process with the hashes of production. See docs/threats.md.

const engine: Engine = engineFromArguments()
const seconds = Number(process.env.SECONDS ?? 20)
const chosen = process.argv.slice(2).filter((name) => name !== 'sqlite' && name !== 'postgres')
const limits = { probeMs: 250, refusalMs: 100, recoverySeconds: 5, growthMb: 50 }

const owner = { email: 'owner@example.com', password: 'a right password 1843' }
const unlimited = Object.fromEntries(
  [
    'LOGIN_PER_USER',
    'LOGIN_PER_ADDRESS',
    'RIGHT_PASSWORDS',
    'REGISTER_PER_ADDRESS',
    'CODE_PER_ADDRESS',
    'REFRESH_PER_SESSION',
  ].map((name) => [`LIMIT_${name}`, '99999/1h']),
)
const environment = { ...unlimited, NODE_ENV: 'production', BCRYPT_COST: '12', TRUST_PROXY: '127.0.0.0/8' }

interface Signed {
  accessToken: string
  refreshToken: string
}

async function signUp({ url }: Server): Promise<Signed> {
  const { body } = await timed(url, graphql(operations.register, { input: { ...owner, sendEmail: false } }))
  return tokensOf(body)
}

function login({ url }: Server): Promise<Timed> {
  return timed(url, graphql(operations.login, { input: { identifier: owner.email, password: owner.password } }))
}

function tokensOf(body: string): Signed {
  const [, accessToken = '', refreshToken = ''] = /"accessToken":"([^"]+)","refreshToken":"([^"]+)"/.exec(body) ?? []
  if (accessToken === '') throw new Error(body)
  return { accessToken, refreshToken }
}

const verdicts: boolean[] = []

interface Figure {
  value: number
  limit: number
  unit?: string
}

function judge(name: string, { value, limit, unit = '' }: Figure): void {
  const isFine = value <= limit
  verdicts.push(isFine)
  print(`  ${isFine ? 'ok  ' : 'FAIL'} ${name}: ${value.toFixed(1)} ${unit} (limit ${limit})`)
}

/** What other people do meanwhile, each kind twenty times a second. Gives the times by kind. */
async function probe({ url }: Server, { accessToken, refreshToken }: Signed, isOver: () => boolean) {
  const times: Record<string, number[]> = {}
  let failed = 0
  let present = refreshToken
  const bearer = { authorization: `Bearer ${accessToken}` }
  const asks: Record<string, () => Promise<Timed>> = {
    me: () => timed(url, { ...graphql(operations.me, {}), headers: bearer }),
    verifyToken: () => timed(url, graphql(operations.verifyToken, { token: accessToken })),
    async refresh() {
      const answer = await timed(url, graphql(operations.refresh, { input: { refreshToken: present } }))
      if (answer.body.includes('Refreshed')) present = tokensOf(answer.body).refreshToken
      return answer
    },
    livez: () => timed(url, { path: '/livez' }),
    readyz: () => timed(url, { path: '/readyz' }),
  }
  const repeat = async ([name, ask]: [string, () => Promise<Timed>]) => {
    const mine: number[] = []
    times[name] = mine
    while (!isOver()) {
      const next = pause(50)
      const { milliseconds, status, body } = await ask()
      mine.push(milliseconds)
      if (status !== 200 || body.includes('"errors"')) failed += 1
      await next
    }
  }
  await Promise.all(Object.entries(asks).map(repeat))
  return { times, failed }
}

function judgeProbes({ times, failed }: { times: Record<string, number[]>; failed: number }): void {
  for (const [name, mine] of Object.entries(times)) {
    const label = `p99 of ${name} (median ${quantile(mine, 0.5).toFixed(1)}, ${mine.length} calls)`
    judge(label, { value: quantile(mine, 0.99), limit: limits.probeMs, unit: 'ms' })
  }
  judge('calls of others that failed', { value: failed, limit: 0 })
}

async function flood(order: FloodOrder): Promise<FloodReport> {
  const worker = new Worker(new URL('./flooder.ts', import.meta.url), { workerData: order })
  const report = await new Promise<FloodReport>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  // What waits is cut off, as when the attacker hangs up.
  await worker.terminate()
  return report
}

/** Logins a second, from a few at once. */
async function measureCapacity(server: Server): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: 8 }, () => login(server)))
  return 8 / ((performance.now() - startedAt) / 1000)
}

async function checkFlood(target: Target): Promise<void> {
  await using server = await startServer(engine, environment)
  const tokens = await signUp(server)
  const quiet = probe(server, tokens, isOverAfter(3))
  const { times } = await quiet
  const medians = Object.entries(times).map(([name, mine]) => `${name} ${quantile(mine, 0.99).toFixed(1)}`)
  const capacity = await measureCapacity(server)
  const perSecond = Math.ceil(capacity * 10)
  print(
    `\n${target}: ${perSecond} a second for ${seconds} s (capacity ${capacity.toFixed(1)}); before, p99 in ms: ${medians.join(', ')}`,
  )
  let isOver = false
  const others = probe(server, tokensOf((await login(server)).body), () => isOver)
  const report = await flood({ url: server.url, target, perSecond, seconds, accessToken: tokens.accessToken })
  isOver = true
  const recovered = recoverySeconds(server)
  judgeProbes(await others)
  print(`  answers: ${JSON.stringify(report.answers)}, ${report.maxAtOnce} at once`)
  if (report.refusals.length > 0)
    judge(`p99 of UNAVAILABLE (median ${quantile(report.refusals, 0.5).toFixed(1)})`, {
      value: quantile(report.refusals, 0.99),
      limit: limits.refusalMs,
      unit: 'ms',
    })
  judge('UNAVAILABLE without retryAfter', { value: report.withoutRetryAfter, limit: 0 })
  judge('a login takes less than a second again after', {
    value: await recovered,
    limit: limits.recoverySeconds,
    unit: 's',
  })
}

async function recoverySeconds(server: Server): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const { milliseconds, body } = await login(server)
    const elapsed = (performance.now() - startedAt) / 1000
    // The moment it was sent counts, not that it had to wait for its answer.
    if (body.includes('SignedIn') && milliseconds < 1000) return elapsed - milliseconds / 1000
    if (elapsed > 60) return elapsed
    await pause(100)
  }
}

function isOverAfter(wait: number): () => boolean {
  const end = performance.now() + wait * 1000
  return () => performance.now() > end
}

/** How long it takes until the server has hung up on all of them; in seconds. */
async function untilDropped(
  sockets: readonly Socket[],
  maxSeconds: number,
): Promise<{ dropped: number; last: number }> {
  const startedAt = performance.now()
  let last = 0
  const closed = sockets.map(
    (socket) =>
      new Promise<boolean>((resolve) => {
        socket.on('error', () => undefined)
        socket.once('close', () => {
          last = (performance.now() - startedAt) / 1000
          resolve(true)
        })
        setTimeout(() => resolve(false), maxSeconds * 1000)
      }),
  )
  const dropped = (await Promise.all(closed)).filter(Boolean).length
  for (const socket of sockets) socket.destroy()
  return { dropped, last }
}

function open({ url }: Server, count: number, start: (socket: Socket) => void): Socket[] {
  const { hostname, port } = new URL(url)
  return Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    // Whoever does not read does not notice the end either.
    socket.resume()
    socket.once('connect', () => start(socket))
    return socket
  })
}

const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

/** A byte a second, as slowhttptest sends them. */
function drip(socket: Socket, beginning: string, text: string): void {
  socket.write(beginning)
  let place = 0
  const timer = setInterval(() => {
    if (socket.destroyed || socket.writableEnded) clearInterval(timer)
    else socket.write(text[place++ % text.length] ?? ' ')
  }, 1000)
}

async function checkSlowClients(): Promise<void> {
  await using server = await startServer(engine, environment)
  const tokens = await signUp(server)
  const kinds: [name: string, maxSeconds: number, start: (socket: Socket) => void][] = [
    ['slow headers', 30, (socket) => drip(socket, head, 'X-A: b\r\n')],
    ['slow bodies', 45, (socket) => drip(socket, `${head}Content-Length: 10000\r\n\r\n{`, ' ')],
    ['idle after connecting', 90, () => undefined],
    ['idle after a request', 90, (socket) => void socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n')],
  ]
  print('\nslow clients: 125 of each kind at once')
  let isOver = false
  const others = probe(server, tokens, () => isOver)
  await Promise.all(
    kinds.map(async ([name, maxSeconds, start]) => {
      const { dropped, last } = await untilDropped(open(server, 125, start), maxSeconds)
      judge(`${name}: not dropped after ${maxSeconds} s (the last after ${last.toFixed(0)} s)`, {
        value: 125 - dropped,
        limit: 0,
      })
    }),
  )
  isOver = true
  judgeProbes(await others)
}

/** Answers that nobody reads. */
async function checkSlowReaders(): Promise<void> {
  await using server = await startServer(engine, environment)
  const tokens = await signUp(server)
  const body = JSON.stringify({ query: '{ authConfig { registration } }' })
  const one = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
  print('\n100 clients that pipeline 500 requests each and read no answer')
  const before = server.memory()
  const sockets = open(server, 100, (socket) => {
    socket.pause()
    socket.write(one.repeat(500))
  })
  await judgeProbesFor(server, tokens, 15)
  judge('growth of the memory', { value: server.memory() - before, limit: 200, unit: 'MB' })
  for (const socket of sockets) socket.destroy()
}

async function judgeProbesFor(server: Server, tokens: Signed, wait: number): Promise<void> {
  judgeProbes(await probe(server, tokens, isOverAfter(wait)))
}

/** `count` requests, twenty at a time. */
async function sendMany(count: number, send: (place: number) => Promise<unknown>): Promise<void> {
  let place = 0
  const work = async () => {
    while (place < count) await send(place++)
  }
  await Promise.all(Array.from({ length: 20 }, work))
}

async function checkRows(): Promise<void> {
  const count = Number(process.env.NAMES ?? 200_000)
  await using server = await startServer(engine, {
    ...environment,
    NODE_ENV: 'test',
    BCRYPT_COST: '4',
    LIMIT_LOGIN_PER_USER: '10/15m',
    LIMIT_LOGIN_PER_ADDRESS: '100/15m',
    HASH_QUEUE: '1000',
  })
  const attempt = (place: number) => {
    const input = { identifier: `name${place}`, password: 'a wrong password' }
    const headers = { 'x-forwarded-for': `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}` }
    return timed(server.url, { ...graphql(operations.login, { input }), headers })
  }
  print(`\n${count} names from as many addresses`)
  // The memory of a process that has been busy for a while; what comes after that is growth.
  await sendMany(20_000, (place) => attempt(place + count))
  const before = server.memory()
  await sendMany(count, attempt)
  judge('growth of the memory', { value: server.memory() - before, limit: limits.growthMb, unit: 'MB' })
  const [row] = await server.sql('select count(*) as rows from throttles')
  print(`  rows of throttles: ${row?.rows}; the job expire-rows deletes those that have drained`)
}

async function checkInvalid(): Promise<void> {
  await using server = await startServer(engine, environment)
  const tokens = await signUp(server)
  const bodies = [
    '{"query": "{ nothing }"}',
    '{',
    '{"query": "{ me { id "}',
    JSON.stringify({ query: operations.login, variables: { input: { identifier: 5 } } }),
    JSON.stringify({ query: `{ ${'__typename '.repeat(1900)} }` }),
    JSON.stringify({ query: `{ ${'me { '.repeat(660)} id ${'}'.repeat(660)} }` }),
  ]
  print('\n20,000 invalid requests')
  const send = (place: number) => timed(server.url, { body: bodies[place % bodies.length] ?? '' })
  // The memory of a process that has been busy for a while; what comes after that is growth.
  await sendMany(30_000, send)
  const before = { memory: server.memory(), log: server.logSize() }
  let isOver = false
  const others = probe(server, tokens, () => isOver)
  await sendMany(20_000, send)
  isOver = true
  judgeProbes(await others)
  judge('growth of the log', { value: server.logSize() - before.log, limit: limits.growthMb, unit: 'MB' })
  judge('growth of the memory', { value: server.memory() - before.memory, limit: limits.growthMb, unit: 'MB' })
}

const passwords = { honest: 9, everySeconds: 8 }

interface NetworkReport {
  answered: number
  refused: number
  times: number[]
}

/** One client of a network of its own, which signs in as often as it is answered, or once in a while. */
async function visit(
  { url }: Server,
  place: number,
  { isOver, everySeconds }: { isOver: () => boolean; everySeconds: number },
) {
  const report: NetworkReport = { answered: 0, refused: 0, times: [] }
  const headers = { 'x-forwarded-for': `172.16.${place}.1` }
  const input = { identifier: `visitor${place}@example.com`, password: owner.password }
  // Spread over the time, as people are who do not know of each other.
  await pause((everySeconds * 1000 * place) / passwords.honest)
  while (!isOver()) {
    const next = pause(everySeconds * 1000)
    const { milliseconds, body } = await timed(url, { ...graphql(operations.login, { input }), headers })
    if (body.includes('SignedIn')) {
      report.answered += 1
      report.times.push(milliseconds)
    } else {
      report.refused += 1
      // As UNAVAILABLE tells them in `retryAfter`.
      await pause(1000)
    }
    await next
  }
  return report
}

type Attack = 'none' | 'one account, right password' | 'a new name each'

/** What nine networks get from the queue of passwords while a tenth sends ten times what fits. */
async function measureNetworks(server: Server, attack: Attack, everySeconds: number): Promise<void> {
  const capacity = await measureCapacity(server)
  const order: FloodOrder = {
    url: server.url,
    target: 'login',
    perSecond: Math.ceil(capacity * 10),
    seconds,
    accessToken: '',
    address: '172.17.0.1',
    ...(attack === 'one account, right password' && { login: { identifier: owner.email, password: owner.password } }),
  }
  let isOver = false
  const nine = Array.from({ length: passwords.honest }, (_, place) =>
    visit(server, place, { isOver: () => isOver, everySeconds }),
  )
  const hostile = attack === 'none' ? await pause(seconds * 1000, null) : await flood(order)
  isOver = true
  const reports = await Promise.all(nine)
  const shares = reports.map(({ answered }) => answered / seconds)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const times = reports.flatMap((report) => report.times)
  const refused = reports.reduce((sum, report) => sum + report.refused, 0)
  const { SignedIn = 0, InvalidCredentials = 0, UNAVAILABLE = 0 } = hostile?.answers ?? {}
  const share = (SignedIn + InvalidCredentials) / seconds
  const name = everySeconds === 0 ? 'as often as answered' : `once in ${everySeconds} s`
  print(`  the tenth: ${attack}; the nine: ${name}; capacity ${capacity.toFixed(1)} a second`)
  print(`    each of the nine: ${mean.toFixed(2)} logins a second (${Math.min(...shares).toFixed(2)} to \
${Math.max(...shares).toFixed(2)}), p50 ${quantile(times, 0.5).toFixed(0)} ms, ${refused} of all refused`)
  print(`    the tenth: ${share.toFixed(2)} hashes a second, ${UNAVAILABLE} refused`)
  if (everySeconds === 0) judge('share of the tenth compared with the nine', { value: share / mean, limit: 1.3 })
  else {
    judge('logins of the nine that were refused', { value: refused, limit: 0 })
    judge('p99 of the nine', { value: quantile(times, 0.99), limit: 4000, unit: 'ms' })
  }
}

async function checkNetworks(): Promise<void> {
  await using server = await startServer(engine, environment)
  await signUp(server)
  for (let place = 0; place < passwords.honest; place++) {
    const input = { email: `visitor${place}@example.com`, password: owner.password, sendEmail: false }
    await timed(server.url, graphql(operations.register, { input }))
  }
  print(`\nten networks, each measurement ${seconds} s`)
  for (const everySeconds of [0, passwords.everySeconds])
    for (const attack of ['none', 'one account, right password', 'a new name each'] as const)
      await measureNetworks(server, attack, everySeconds)
}

const checks: Record<string, () => Promise<void>> = {
  networks: checkNetworks,
  login: () => checkFlood('login'),
  register: () => checkFlood('register'),
  reset: () => checkFlood('resetPassword'),
  requests: () => checkFlood('requestPasswordReset'),
  change: () => checkFlood('changePassword'),
  slow: checkSlowClients,
  readers: checkSlowReaders,
  rows: checkRows,
  invalid: checkInvalid,
}

print(`${engine}, Node ${process.versions.node}; choose of ${Object.keys(checks).join(', ')}`)
for (const [name, check] of Object.entries(checks)) if (chosen.length === 0 || chosen.includes(name)) await check()
process.exit(verdicts.every(Boolean) ? 0 : 1)
