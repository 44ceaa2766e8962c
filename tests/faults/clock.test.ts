import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LoginDocument, RefreshDocument, VerifyTokenDocument } from '../../src/client/generated/operations.js'
import { createDatabase, createFolder, type Engine, engines } from '../support/engines.js'
import { ask, newTally, type Target } from '../support/faults/ask.js'
import {
  type KnownSession,
  login,
  logout,
  type Person,
  refresh,
  resetPassword,
  seedPeople,
  startLoad,
} from '../support/faults/load.js'
import { expectIntact } from '../support/faults/oracle.js'
import { enginesOf, isLong, report, testTimeout } from '../support/faults/rounds.js'
import { launchReady } from '../support/faults/server.js'
import type { RunningProcess } from '../support/start-process.js'

const hourMs = 3_600_000

interface Clocked {
  server: RunningProcess
  target: Target
  databaseUrl: string
  move(ms: number): Promise<void>
}

async function startClocked(engine: Engine, environment: Record<string, string> = {}): Promise<Clocked> {
  const file = join(createFolder(), 'offset')
  writeFileSync(file, '0')
  const databaseUrl = environment.DATABASE_URL ?? (await createDatabase(engine))
  const server = await launchReady({
    environment: { DATABASE_URL: databaseUrl, CLOCK_OFFSET: file, ...environment },
    preload: ['../preload/move-clock.ts'],
  })
  return {
    server,
    target: { url: () => server.url, tally: newTally() },
    databaseUrl,
    async move(ms) {
      writeFileSync(file, String(ms))
      server.child.kill('SIGUSR2')
      await expect.poll(() => server.output(), { timeout: 30_000 }).toContain(`clock moved by ${ms}`)
    },
  }
}

async function verify(target: Target, session: KnownSession | undefined): Promise<unknown> {
  const reply = await ask(target, VerifyTokenDocument, { token: session?.access ?? '' })
  return reply.kind === 'answered' ? reply.data.verifyToken : reply.kind
}

async function renew(target: Target, token: string): Promise<unknown> {
  const reply = await ask(target, RefreshDocument, { input: { refreshToken: token } })
  return reply.kind === 'answered' ? reply.data.refresh : reply.kind
}

const good = { __typename: 'TokenClaims' }

describe.each(enginesOf('sqlite'))('a clock that is set while the server runs (%s)', (engine) => {
  test.runIf(isLong)(
    'a clock that is set forward by two hours ends access tokens and nothing else',
    { timeout: testTimeout },
    async () => {
      const { target, databaseUrl, move, server } = await startClocked(engine)
      const people = await seedPeople(target, databaseUrl, 2)
      const [person] = people as [Person]
      await move(2 * hourMs)
      expect(await verify(target, person.sessions[0])).toMatchObject({ reason: 'TOKEN_EXPIRED' })
      await refresh(target, person)
      expect(await verify(target, person.sessions[0])).toMatchObject(good)
      const load = startLoad(target)
      await expect.poll(() => target.tally.answered, { timeout: 60_000 }).toBeGreaterThan(60)
      await load.stop()
      await expectIntact({ target, databaseUrl, people: [...people, ...load.people], output: server.output() })
      report({ fault: 'F27', engine, rounds: 1, requests: target.tally.sent })
    },
  )

  test('a clock that is set back by two hours revives no token, and the server goes on to issue tokens', {
    timeout: testTimeout,
  }, async () => {
    const { target, databaseUrl, move, server } = await startClocked(engine)
    const people = await seedPeople(target, databaseUrl, 3)
    const [left, changed, rotated] = people as [Person, Person, Person]
    await logout(target, left)
    await resetPassword(target, changed)
    const old = rotated.sessions[0]?.refresh ?? ''
    await refresh(target, rotated)
    await refresh(target, rotated)
    await move(-2 * hourMs)
    await expectIntact({ target, databaseUrl, people, output: server.output() })
    expect(await login(target, left)).toBe(true)
    expect(await verify(target, left.sessions.at(-1))).toMatchObject(good)
    expect(await renew(target, old)).toMatchObject({ __typename: 'SessionEnded', reason: 'REPLAYED' })
    report({ fault: 'F28', engine, rounds: 1, requests: target.tally.sent })
  })

  test.runIf(isLong)(
    'clocks that differ between two instances break no rotation',
    { timeout: testTimeout },
    async () => {
      const first = await startClocked(engine)
      const second = await startClocked(engine, { DATABASE_URL: first.databaseUrl })
      const [person] = (await seedPeople(first.target, first.databaseUrl, 1)) as [Person]
      await second.move(20_000)
      await refresh(second.target, person)
      expect(await verify(first.target, person.sessions[0])).toMatchObject(good)
      await second.move(90_000)
      for (let turn = 0; turn < 10; turn += 1) await refresh(turn % 2 === 0 ? first.target : second.target, person)
      await refresh(second.target, person)
      const behind = (await verify(first.target, person.sessions[0])) as { __typename: string }
      await refresh(first.target, person)
      expect(await verify(second.target, person.sessions[0])).toMatchObject(good)
      const { databaseUrl } = first
      await expectIntact({ target: first.target, databaseUrl, people: [person] })
      const note = `20 s apart: all tokens pass; 90 s apart: rotation goes on, the instance that is behind says ${behind.__typename} to tokens of the other`
      report({ fault: 'F29', engine, rounds: 1, note })
    },
  )

  test.runIf(isLong)(
    'a clock that is set back by two hours does not lock users out for those hours',
    { timeout: testTimeout },
    async () => {
      const { target, databaseUrl, move } = await startClocked(engine, { LIMIT_LOGIN_PER_USER: '3/15m' })
      const [person] = (await seedPeople(target, databaseUrl, 1)) as [Person]
      expect(await failLogins(target, person, 4)).toBe('Throttled')
      await move(-2 * hourMs)
      expect(await login(target, person)).toBe(true)
    },
  )
})

describe.runIf(isLong).each(engines)('a restart (%s)', (engine) => {
  test('a restart forgets neither a rotation nor a lock-out', { timeout: testTimeout }, async () => {
    const databaseUrl = await createDatabase(engine)
    const environment = { DATABASE_URL: databaseUrl, LIMIT_LOGIN_PER_USER: '3/15m' }
    const first = await launchReady({ environment })
    const before: Target = { url: () => first.url, tally: newTally() }
    const [guessed, rotated] = (await seedPeople(before, databaseUrl, 2)) as [Person, Person]
    const old = rotated.sessions[0]?.refresh ?? ''
    await refresh(before, rotated)
    await refresh(before, rotated)
    expect(await failLogins(before, guessed, 4)).toBe('Throttled')
    await first.end('SIGKILL')
    const second = await launchReady({ environment })
    const target: Target = { url: () => second.url, tally: newTally() }
    expect(await failLogins(target, guessed, 1)).toBe('Throttled')
    expect(await renew(target, old)).toMatchObject({ __typename: 'SessionEnded', reason: 'REPLAYED' })
    expect(await verify(target, rotated.sessions[0])).toMatchObject({ reason: 'SESSION_ENDED' })
    report({ fault: 'F30', engine, rounds: 1 })
  })
})

/** What the last of so many wrong passwords gets. */
async function failLogins(target: Target, { email }: Person, count: number): Promise<string> {
  let last = ''
  for (let turn = 0; turn < count; turn += 1) {
    const reply = await ask(target, LoginDocument, { input: { identifier: email, password: 'not the right one' } })
    last = reply.kind === 'answered' ? reply.data.login.__typename : reply.kind
  }
  return last
}
