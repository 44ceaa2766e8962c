import { describe, expect, test } from 'vitest'
import { createDatabase, type Engine, engines } from '../support/engines.js'
import { newTally, type Target } from '../support/faults/ask.js'
import {
  changePassword,
  enableTotp,
  login,
  newPerson,
  type Person,
  plantLink,
  refresh,
  register,
  resetPassword,
  signInWithFactor,
} from '../support/faults/load.js'
import { checkDatabase, expectIntact } from '../support/faults/oracle.js'
import { isLong, report, testTimeout } from '../support/faults/rounds.js'
import { launch, launchReady, type ServerOptions } from '../support/faults/server.js'
import type { RunningProcess } from '../support/start-process.js'
import { runSql } from '../support/stores.js'

type When = 'before' | 'after'
type Mutation = (target: Target, person: Person) => Promise<unknown>

const mutations: Record<string, Mutation> = {
  register,
  refresh,
  resetPassword,
  changePassword,
  enableTotp,
  signInWithFactor,
}
/** More than any of these has. */
const maxStatements = 60

function dying(environment: Record<string, string>, at: { place: number; when: When }): ServerOptions {
  const killing = { KILL_AT: String(at.place), KILL_WHEN: at.when }
  return { environment: { ...environment, ...killing }, preload: ['../preload/kill-at-statement.ts'] }
}

interface Killing {
  target: Target
  databaseUrl: string
  server: RunningProcess
  mutation: string
}

/** A person with two sessions and a mailed link; for a registration a person without an account. */
async function prepare({ target, databaseUrl, mutation }: Killing): Promise<Person> {
  const person = newPerson()
  if (mutation === 'register') return person
  await register(target, person)
  await login(target, person)
  await plantLink(databaseUrl, person)
  if (mutation === 'signInWithFactor') await enableTotp(target, person)
  return person
}

async function killDuring(killing: Killing): Promise<Person> {
  const person = await prepare(killing)
  const { server, mutation, target } = killing
  server.child.kill('SIGUSR2')
  await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('armed')
  await mutations[mutation]?.(target, person)
  return person
}

/** Kills at one statement after the other; each start is also the recovery from the kill before it. */
async function killAtEach(engine: Engine, mutation: string, places: readonly number[]): Promise<number> {
  const databaseUrl = await createDatabase(engine)
  const tally = newTally()
  let [killed, people] = [0, [] as Person[]]
  for (const at of places.flatMap((place) => [
    { place, when: 'before' as const },
    { place, when: 'after' as const },
  ])) {
    if (!isLong && at.when === 'before') continue
    const server = await launchReady(dying({ DATABASE_URL: databaseUrl }, at))
    const target: Target = { url: () => server.url, tally }
    await expectIntact({ target, databaseUrl, people })
    people = [await killDuring({ target, databaseUrl, server, mutation })]
    if (people[0]?.unanswered.length === 0) {
      // It took fewer statements than that.
      await server.end('SIGKILL')
      break
    }
    await server.ended
    killed += 1
  }
  const last = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
  await expectIntact({ target: { url: () => last.url, tally }, databaseUrl, people })
  await last.end('SIGKILL')
  report({ fault: 'F4', engine, rounds: killed, note: mutation })
  return killed
}

describe.each(engines)('kill -9 at a statement (%s)', (engine) => {
  const every = Array.from({ length: maxStatements }, (_, index) => index + 1)
  const chosen: Record<string, readonly number[]> = isLong
    ? Object.fromEntries(Object.keys(mutations).map((name) => [name, every]))
    : { resetPassword: engine === 'sqlite' ? [9] : [12] }

  for (const [mutation, places] of Object.entries(chosen)) {
    test(`${mutation} that is killed at any statement is stored completely or not at all`, {
      timeout: testTimeout,
    }, async () => {
      expect(await killAtEach(engine, mutation, places)).toBeGreaterThan(0)
    })
  }

  test.runIf(isLong)(
    'a first start that is killed at any statement is completed by the next one',
    { timeout: testTimeout },
    async () => {
      let [place, killed] = [0, true]
      while (killed) {
        place += 1
        const environment = { DATABASE_URL: await createDatabase(engine) }
        const options = dying({ ...environment, KILL_FROM: 'start' }, { place, when: 'after' })
        const server = await launch(options)
        killed = await Promise.race([server.ended.then(() => true), readyOf(server)])
        await server.end('SIGKILL')
        const next = await launchReady({ environment })
        const applied = await runSql(environment.DATABASE_URL, 'select place from schema_migrations')
        expect(applied.length).toBeGreaterThan(0)
        expect(await checkDatabase(environment.DATABASE_URL)).toEqual([])
        await next.end('SIGKILL')
      }
      report({ fault: 'F31', engine, rounds: place - 1 })
    },
  )
})

async function readyOf(server: RunningProcess): Promise<false> {
  await expect
    .poll(
      () =>
        fetch(`${server.url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 120_000 },
    )
    .toBe(true)
  return false
}
