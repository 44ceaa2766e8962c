import { createServer, type Server as TcpServer } from 'node:net'
import { engineFromArguments, graphql, operations, print, quantile, type Server, startServer, timed } from './server.ts'

// Whether time tells what answers do not: pairs of requests, in turns, against a real process. See docs/threats.md.

const warmups = 20
const pairs = Number(process.env.PAIRS ?? 400)
const limits = { min: 0.4, max: 0.6 }
/** Each hash that makes up for a lower cost wakes a thread and the event loop once more: a third of a millisecond. */
const limitsOfLowerCost = { min: 0.3, max: 0.7 }
const engine = engineFromArguments()

/** Cheap hashes, so that work outside of them shows. All limits hold a row each, but none is reached. */
const environment = {
  BCRYPT_COST: '6',
  ...Object.fromEntries(
    ['LOGIN_PER_USER', 'LOGIN_PER_ADDRESS', 'REGISTER_PER_ADDRESS', 'CODE_PER_ADDRESS', 'MAIL_PER_RECIPIENT'].map(
      (name) => [`LIMIT_${name}`, '99999/1h'],
    ),
  ),
}

type Ask = (round: number) => { body: string }

interface Case {
  name: string
  /** Who exists, or the ordinary. */
  a: Ask
  /** Who does not, or the odd. */
  b: Ask
}

interface Verdict {
  name: string
  /** That a random `a` is slower than a random `b`. */
  slower: number
  medianA: number
  medianB: number
  answers: Set<string>
}

const rounds = warmups + pairs
const wrong = 'a wrong password 1843'
const login = (identifier: string, password = wrong) => graphql(operations.login, { input: { identifier, password } })
const requestReset = (email: string) => graphql(operations.requestPasswordReset, { input: { email } })
const requestCode = (email: string, purpose: string) =>
  graphql(operations.requestEmailCode, { input: { email, purpose } })

async function measure({ url }: Server, { name, a, b }: Case): Promise<Verdict> {
  const times: { a: number[]; b: number[] } = { a: [], b: [] }
  const answers = new Set<string>()
  const askFor = async (ask: Ask, mine: number[], round: number) => {
    const { milliseconds, status, body } = await timed(url, ask(round))
    if (round < warmups) return
    mine.push(milliseconds)
    answers.add(`${status} ${body}`)
  }
  for (let round = 0; round < rounds; round += 2) {
    await askFor(a, times.a, round)
    await askFor(b, times.b, round)
    // The other way round, or whatever the first leaves behind would count as the second's.
    await askFor(b, times.b, round + 1)
    await askFor(a, times.a, round + 1)
  }
  const slower = times.a.flatMap((mine) => times.b.map((theirs) => compareTimes(mine, theirs)))
  return {
    name,
    slower: slower.reduce((sum, each) => sum + each, 0) / slower.length,
    medianA: quantile(times.a, 0.5),
    medianB: quantile(times.b, 0.5),
    answers,
  }
}

/** 1 when the first is slower. */
function compareTimes(first: number, second: number): number {
  return first === second ? 0.5 : Number(first > second)
}

/** One that is beyond the limits is measured once more: what a machine does beside it does not come twice. */
async function check(server: Server, each: Case, range = limits): Promise<boolean> {
  const first = await measure(server, each)
  const verdict = isWithin(first, range) ? first : await measure(server, each)
  report(verdict, range)
  return isWithin(verdict, range)
}

function isWithin({ slower }: Verdict, { min, max }: typeof limits): boolean {
  return slower >= min && slower <= max
}

function report(verdict: Verdict, range: typeof limits): void {
  const { name, slower, medianA, medianB, answers } = verdict
  const numbers = [medianA, medianB, medianA - medianB].map((value) => value.toFixed(3).padStart(8)).join(' ')
  const mark = isWithin(verdict, range) ? 'ok  ' : 'FAIL'
  print(`${mark} ${slower.toFixed(3)} ${numbers}  ${name}${answers.size > 1 ? ' (answers differ)' : ''}`)
}

/** Users with the addresses user0@… and so on; without mail. */
async function registerMany({ url }: Server, count: number): Promise<void> {
  for (let place = 0; place < count; place++) {
    const input = {
      email: userAt(place),
      username: `user_${place}`,
      password: 'a right password 1843',
      sendEmail: false,
    }
    const { body } = await timed(url, graphql(operations.register, { input }))
    if (!/SignedIn|RegistrationAccepted/.test(body)) throw new Error(body)
  }
}

const userAt = (place: number) => `user${place}@example.com`
const nobodyAt = (place: number) => `nobody${place}@example.com`

async function checkLogins(): Promise<boolean[]> {
  await using server = await startServer(engine, environment)
  await registerMany(server, 10)
  await server.sql(`update users set disabled_at = created_at where email = '${userAt(1)}'`)
  await server.sql(
    `delete from password_credentials where user_id = (select id from users where email = '${userAt(2)}')`,
  )
  const setHash = (place: number, hash: string) =>
    server.sql(
      `update password_credentials set hash = '${hash}' where user_id = (select id from users where email = '${userAt(place)}')`,
    )
  await setHash(3, 'lk1:garbage')
  await setHash(4, '')
  await setHash(5, '$2b$04$tooshort')
  const long = '🜁'.repeat(256)
  const cases: Case[] = [
    { name: 'login: known or unknown address', a: () => login(userAt(0)), b: () => login(nobodyAt(0)) },
    { name: 'login: known address or one never used before', a: () => login(userAt(0)), b: (n) => login(nobodyAt(n)) },
    { name: 'login: known or unknown username', a: () => login('user_0'), b: () => login('nobody_0') },
    { name: 'login: disabled', a: () => login(userAt(0)), b: () => login(userAt(1)) },
    { name: 'login: without a password', a: () => login(userAt(0)), b: () => login(userAt(2)) },
    { name: 'login: a hash that is none', a: () => login(userAt(0)), b: () => login(userAt(3)) },
    { name: 'login: an empty hash', a: () => login(userAt(0)), b: () => login(userAt(4)) },
    { name: 'login: a broken hash of an import', a: () => login(userAt(0)), b: () => login(userAt(5)) },
    { name: 'login: a long password', a: () => login(userAt(0), long), b: () => login(nobodyAt(0), long) },
    { name: 'login: the same twice (control)', a: () => login(userAt(0)), b: () => login(userAt(0)) },
  ]
  const results: boolean[] = []
  for (const each of cases) results.push(await check(server, each))
  return results
}

/** A hash of before the cost was raised, at the costs of production: what a bcrypt takes beside its rounds does not grow. */
async function checkOlderCost(): Promise<boolean[]> {
  await using server = await startServer(engine, { ...environment, BCRYPT_COST: '12' })
  await registerMany(server, 2)
  const cheap = '$2b$11$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK'
  await server.sql(
    `update password_credentials set hash = '${cheap}' where user_id = (select id from users where email = '${userAt(1)}')`,
  )
  const name = 'login: a hash of a lower cost'
  const older: Case = { name, a: () => login(userAt(0)), b: () => login(userAt(1)) }
  return [await check(server, older, limitsOfLowerCost)]
}

/** What a wrong password and a challenge tell of factors. */
async function checkFactors(): Promise<boolean[]> {
  await using server = await startServer(engine, { ...environment, LIMIT_PASSKEY_PER_ADDRESS: 'off' })
  await registerMany(server, 2)
  await server.sql(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, aaguid, is_backed_up, name, created_at)
     select id, id, 'x', ${engine === 'sqlite' ? "x'00'" : "'\\x00'"}, 0, '', '', ${engine === 'sqlite' ? '0' : 'false'}, 'x', created_at from users where email = '${userAt(0)}'`,
  )
  const signUp = (email: string) => graphql(operations.startPasskeyRegistration, { input: { email } })
  const cases: Case[] = [
    { name: 'login: with or without a factor', a: () => login(userAt(0)), b: () => login(userAt(1)) },
    {
      name: 'passkey options for a sign-up: taken or free',
      a: () => signUp(userAt(0)),
      b: (n) => signUp(nobodyAt(n)),
    },
  ]
  const results: boolean[] = []
  for (const each of cases) results.push(await check(server, each))
  return results
}

async function checkNeutralRegistration(): Promise<boolean[]> {
  await using server = await startServer(engine, { ...environment, EMAIL_VERIFICATION: 'required' })
  await registerMany(server, 2)
  await makeUser(server, userAt(0))
  const register = (email: string, username?: string) =>
    graphql(operations.register, { input: { email, username, password: 'a right password 1843' } })
  let count = 0
  const fresh = () => `fresh_${count++}`
  const cases: Case[] = [
    { name: 'login: a user or a pending registration', a: () => login(userAt(0)), b: () => login(userAt(1)) },
    { name: 'login: a pending registration or nothing', a: () => login(userAt(1)), b: () => login(nobodyAt(0)) },
    {
      name: 'register where neutral: taken or new',
      a: () => register(userAt(0)),
      b: () => register(`${fresh()}@example.com`),
    },
    {
      name: 'register where neutral, with a username: taken or new',
      a: () => register(userAt(0), fresh()),
      b: () => register(`${fresh()}@example.com`, fresh()),
    },
  ]
  const results: boolean[] = []
  for (const each of cases) results.push(await check(server, each))
  return [...results, ...(await checkSequences(server, { register, fresh }))]
}

/** What a stranger learns from a second request after the registration of an address that is taken, or free. */
async function checkSequences(
  server: Server,
  { register, fresh }: { register: (email: string, username?: string) => { body: string }; fresh: () => string },
): Promise<boolean[]> {
  const [taken, free] = [userAt(0), 'free@example.com']
  await timed(server.url, register(taken, 'name_of_taken'))
  await timed(server.url, register(free, 'name_of_free'))
  const own = 'a right password 1843'
  const cases: Case[] = [
    { name: 'login after a registration: taken or free', a: () => login(taken, own), b: () => login(free, own) },
    {
      name: 'register with the name of an earlier registration: taken or free',
      a: () => register(`${fresh()}@example.com`, 'name_of_taken'),
      b: () => register(`${fresh()}@example.com`, 'name_of_free'),
    },
  ]
  const results: boolean[] = []
  for (const each of cases) results.push(await check(server, each))
  return results
}

/** As if the person had proven the address of the pending registration. */
async function makeUser(server: Server, email: string): Promise<void> {
  const from = `from pending_registrations where email = '${email}'`
  const names = 'email, username, username_key, language, created_at'
  await server.sql(
    `insert into users (id, ${names}, email_verified_at, updated_at) select user_id, ${names}, created_at, created_at ${from}`,
  )
  await server.sql(
    `insert into password_credentials (user_id, hash, version, changed_at, used_at) select user_id, password_hash, 1, created_at, created_at ${from}`,
  )
  await server.sql(`delete ${from}`)
}

/** A server that takes connections and says nothing. */
async function openStalled(): Promise<TcpServer> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return server
}

async function checkMails(): Promise<boolean[]> {
  const stalled = await openStalled()
  const port = (stalled.address() as { port: number }).port
  const results: boolean[] = []
  for (const [state, smtp] of Object.entries({
    none: {},
    down: { SMTP_URL: 'smtp://127.0.0.1:9' },
    stalled: { SMTP_URL: `smtp://127.0.0.1:${port}` },
  })) {
    await using server = await startServer(engine, { ...environment, ...smtp })
    await registerMany(server, rounds)
    const cases: Case[] = [
      {
        name: `requestPasswordReset, SMTP ${state}`,
        a: (n) => requestReset(userAt(n)),
        b: (n) => requestReset(nobodyAt(n)),
      },
      {
        name: `requestEmailCode, SMTP ${state}`,
        a: (n) => requestCode(userAt(n), 'RESET_PASSWORD'),
        b: (n) => requestCode(`none${n}@example.com`, 'RESET_PASSWORD'),
      },
    ]
    for (const each of cases) results.push(await check(server, each))
  }
  stalled.close()
  return results
}

/** Known, unknown and disabled users ask for a mail to sign in. */
async function checkEmailSignIn(): Promise<boolean[]> {
  const results: boolean[] = []
  for (const EMAIL_SIGN_IN of ['existing', 'register']) {
    await using server = await startServer(engine, { ...environment, EMAIL_SIGN_IN })
    await registerMany(server, 2 * rounds)
    await server.sql('update users set email_verified_at = created_at')
    const isOdd = 'cast(substr(username, 6) as integer) % 2 = 1'
    await server.sql(`update users set disabled_at = created_at where ${isOdd}`)
    const known = (n: number) => requestCode(userAt(2 * n), 'SIGN_IN')
    const cases: Case[] = [
      {
        name: `sign-in mail, ${EMAIL_SIGN_IN}: known or unknown`,
        a: known,
        b: (n) => requestCode(nobodyAt(n), 'SIGN_IN'),
      },
      {
        name: `sign-in mail, ${EMAIL_SIGN_IN}: unknown or disabled`,
        a: (n) => requestCode(`none${n}@example.com`, 'SIGN_IN'),
        b: (n) => requestCode(userAt(2 * n + 1), 'SIGN_IN'),
      },
    ]
    for (const each of cases) results.push(await check(server, each))
  }
  return results
}

print(`${engine}, ${pairs} pairs a case, Node ${process.versions.node}`)
print('     P(A slower)  median A, B and difference in ms')
const results = [
  ...(await checkLogins()),
  ...(await checkOlderCost()),
  ...(await checkNeutralRegistration()),
  ...(await checkFactors()),
  ...(await checkMails()),
  ...(await checkEmailSignIn()),
]
process.exit(results.every(Boolean) ? 0 : 1)
