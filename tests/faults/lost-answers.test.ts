import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { RefreshDocument, RegisterDocument, ResetPasswordDocument } from '../../src/client/generated/operations.js'
import { createDatabase, createFolder } from '../support/engines.js'
import { ask, failedOf, newTally, type Target } from '../support/faults/ask.js'
import {
  type Load,
  newPerson,
  type Person,
  refresh,
  register,
  resetPassword,
  seedPeople,
  startLoad,
} from '../support/faults/load.js'
import { checkDatabase, expectIntact } from '../support/faults/oracle.js'
import { enginesOf, isLong, report, roundsOf, testTimeout } from '../support/faults/rounds.js'
import { launchReady } from '../support/faults/server.js'
import { openProxy, type TcpProxy } from '../support/faults/tcp-proxy.js'
import { runSql } from '../support/stores.js'

/** What a client hears that asks again, because the answer got lost after the commit. */
async function askAgain(target: Target, person: Person): Promise<Record<string, string>> {
  const [password = ''] = person.passwords
  const registered = await ask(target, RegisterDocument, { input: { email: person.email, password } })
  const input = { refreshToken: person.sessions[0]?.refresh ?? '' }
  const refreshed = await ask(target, RefreshDocument, { input })
  const reset = { token: person.resetToken ?? '', newPassword: 'another long one 1' }
  const again = await ask(target, ResetPasswordDocument, { input: reset })
  return {
    register: registered.kind === 'answered' ? registered.data.register.__typename : registered.kind,
    refresh: refreshed.kind === 'answered' ? refreshed.data.refresh.__typename : refreshed.kind,
    reset: again.kind === 'answered' ? again.data.resetPassword.__typename : again.kind,
  }
}

async function losing(proxy: TcpProxy, work: () => Promise<unknown>): Promise<void> {
  proxy.cutAnswers = 1
  await work()
  expect(proxy.cutAnswers).toBe(0)
}

describe.each(enginesOf('sqlite'))('an answer that gets lost after the commit (%s)', (engine) => {
  test('an answer that is lost after the commit costs its client only another attempt', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase(engine)
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const proxy = await openProxy({ port: Number(new URL(server.url).port) })
    const lossy: Target = { url: () => `http://127.0.0.1:${proxy.port}`, tally: newTally() }
    const target: Target = { url: () => server.url, tally: newTally() }
    const unseen = newPerson()
    await losing(proxy, () => register(lossy, unseen))
    const [person, other] = (await seedPeople(target, databaseUrl, 2)) as [Person, Person]
    await losing(proxy, () => refresh(lossy, person))
    await losing(proxy, () => resetPassword(lossy, other))
    expect(await askAgain(target, { ...other, sessions: person.sessions })).toEqual({
      register: 'EmailTaken',
      refresh: 'Refreshed',
      reset: 'InvalidToken',
    })
    const load = startLoad(lossy, { seeded: await seedPeople(target, databaseUrl, 5) })
    const rounds = roundsOf(10)
    for (const _round of rounds) {
      proxy.cutAnswers = 1
      await expect.poll(() => proxy.cutAnswers, { interval: 5, timeout: 60_000 }).toBe(0)
    }
    await load.stop()
    const people = [unseen, person, other, ...load.people]
    const verdict = await expectIntact({ target, databaseUrl, people, output: server.output() })
    expect(lossy.tally.violations).toEqual([])
    expect(verdict.carriedOut).toBeGreaterThanOrEqual(3)
    const note = `without an answer: ${verdict.carriedOut} done completely, ${verdict.undone} not at all`
    report({
      fault: 'F3',
      engine,
      rounds: rounds.done,
      requests: lossy.tally.sent,
      failed: failedOf(lossy.tally),
      note,
    })
  })
})

/** The instant at which the power goes: what the program has written, as the disk has it. */
function copyAt(databaseUrl: string): string {
  const [file, folder] = [databaseUrl.slice('file:'.length), createFolder()]
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) copyFileSync(file + suffix, join(folder, `latchkey.db${suffix}`))
  }
  return `file:${folder}/latchkey.db`
}

interface Acknowledged {
  emails: string[]
  sessions: { id: string; generation: number }[]
  ended: string[]
}

function acknowledgedBy({ people }: Load): Acknowledged {
  const known = people.filter(({ exists }) => exists === 'yes')
  const sessions = known.flatMap((person) => person.sessions)
  return {
    emails: known.map(({ email }) => email),
    sessions: sessions.map(({ id, generation }) => ({ id, generation })),
    ended: sessions.filter(({ hasEnded }) => hasEnded === 'yes').map(({ id }) => id),
  }
}

async function expectAcknowledged(copyUrl: string, { emails, sessions, ended }: Acknowledged): Promise<void> {
  const rows = (await runSql(copyUrl, 'select email from users')) as { email: string }[]
  const stored = new Set(rows.map(({ email }) => email))
  expect(emails.filter((email) => !stored.has(email))).toEqual([])
  const kept = (await runSql(copyUrl, 'select id, generation, ended_at from sessions')) as {
    id: string
    generation: number
    ended_at: unknown
  }[]
  const byId = new Map(kept.map((row) => [row.id, row]))
  expect(sessions.filter(({ id, generation }) => (byId.get(id)?.generation ?? -1) < generation)).toEqual([])
  expect(ended.filter((id) => byId.get(id)?.ended_at === null)).toEqual([])
}

describe('power that goes at any moment (SQLite)', () => {
  test('a power cut at any moment leaves a SQLite file that opens with everything that was acknowledged', {
    timeout: testTimeout,
  }, async () => {
    const databaseUrl = await createDatabase('sqlite')
    const server = await launchReady({ environment: { DATABASE_URL: databaseUrl } })
    const target: Target = { url: () => server.url, tally: newTally() }
    const load = startLoad(target, { seeded: await seedPeople(target, databaseUrl, 5) })
    const rounds = roundsOf(5)
    for (const _round of rounds) {
      await pause(Math.random() * (isLong ? 300 : 100))
      server.child.kill('SIGSTOP')
      const acknowledged = acknowledgedBy(load)
      const copyUrl = copyAt(databaseUrl)
      server.child.kill('SIGCONT')
      expect(await checkDatabase(copyUrl)).toEqual([])
      await expectAcknowledged(copyUrl, acknowledged)
    }
    await load.stop()
    await expectIntact({ target, databaseUrl, people: load.people })
    report({
      fault: 'F5',
      engine: 'sqlite',
      rounds: rounds.done,
      requests: target.tally.sent,
      failed: failedOf(target.tally),
    })
  })
})
