import { asc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { failures } from '../../src/audit/events.js'
import { addSeconds } from '../../src/platform/durations.js'
import { randomId } from '../../src/platform/random.js'
import { deleteOldAuditEvents, insertAuditEvent } from '../../src/store/audit.js'
import { plant } from '../support/database.js'
import { engines } from '../support/engines.js'
import { noon } from '../support/new-rows.js'
import {
  changePassword,
  deleteAccount,
  login,
  logout,
  refresh,
  requestEmailCode,
  requestPasswordReset,
  revokeSession,
  sessionsOf,
  updateProfile,
  verifyEmail,
} from '../support/operations.js'
import { ada, grace, signIn, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'
import { startStore } from '../support/stores.js'

/** Every event that is kept, oldest first. */
function eventsOf(running: RunningApp) {
  return plant(running, (tx) => tx.select().from(tx.tables.auditEvents).orderBy(asc(tx.tables.auditEvents.at)))
}

const wrong = { identifier: ada.email, password: 'not this one' }

describe.each(engines)('the audit record on %s', (engine) => {
  test('the audit record has one event for each change, with time, user, session, address and request', async () => {
    const running = await startApp(engine)
    const own = await signUp(running)
    const userId = own.user.id
    const steps: [string, () => Promise<unknown>][] = [
      ['sign-in.failed', () => login(running, wrong)],
      ['sign-in.failed', () => login(running, { ...wrong, identifier: 'nobody@example.com' })],
      ['session.created', () => signIn(running)],
      ['email-code.requested', () => requestEmailCode(running, { email: ada.email, purpose: 'RESET_PASSWORD' })],
      ['code.refused', () => verifyEmail(running, { email: ada.email, code: '000000' })],
      ['password-reset.requested', () => requestPasswordReset(running, { email: ada.email })],
      ['user.updated', () => updateProfile(running, { token: own.access, input: { profile: { age: 36 } } })],
      [
        'session.revoked',
        async () => {
          const other = (await sessionsOf(running, own.access)).find(({ current }) => !current)
          await revokeSession(running, { token: own.access, input: { sessionId: other?.id ?? '' } })
        },
      ],
      [
        'password.changed',
        () => {
          const input = { currentPassword: ada.password, newPassword: 'difference engine 1822' }
          return changePassword(running, { token: own.access, input })
        },
      ],
      [
        'password.refused',
        () => deleteAccount(running, { token: own.access, input: { currentPassword: 'not this one' } }),
      ],
      [
        'session.replayed',
        async () => {
          const { refresh: first } = await signIn(running, { ...ada, password: 'difference engine 1822' })
          for (let round = 0; round < 2; round++) {
            const next = await refresh(running, { refreshToken: first })
            if (next.__typename === 'Refreshed')
              await refresh(running, { refreshToken: next.tokens.refreshToken ?? '' })
            running.clock.move(60)
          }
        },
      ],
      ['session.ended', () => logout(running, { scope: 'CURRENT', refreshToken: own.refresh })],
    ]
    for (const [kind, step] of steps) {
      running.clock.move(1)
      const before = (await eventsOf(running)).length
      await step()
      const fresh = (await eventsOf(running)).slice(before)
      expect(fresh.map((event) => event.kind)).toContain(kind)
      expect(fresh.filter((event) => event.kind === kind)).toHaveLength(1)
    }
    for (const event of await eventsOf(running)) {
      expect([userId, null]).toContain(event.userId)
      expect(event).toMatchObject({ ipAddress: '127.0.0.1', requestId: expect.stringMatching(/^[0-9a-f]{32}$/) })
      expect(event.outcome).toBe(failures.has(event.kind as never) ? 'failure' : 'success')
    }
    expect(new Set((await eventsOf(running)).map(({ requestId }) => requestId)).size).toBeGreaterThan(steps.length)
  })

  test('the audit record has one event when a limit is reached, and another only when it is reached again', async () => {
    const running = await startApp(engine)
    await signUp(running)
    const reached = async () => (await eventsOf(running)).filter(({ kind }) => kind === 'limit.reached')
    for (let count = 0; count < 9; count++) await login(running, wrong)
    expect(await reached()).toEqual([])
    for (let count = 0; count < 5; count++) await login(running, wrong)
    expect(await reached()).toMatchObject([{ outcome: 'failure', userId: null, details: '{"limit":"loginPerUser"}' }])
    running.clock.move(90)
    await login(running, wrong)
    await login(running, wrong)
    expect(await reached()).toHaveLength(2)
  })

  test('the audit record tells that a mailbox gets no more mail, although the answer does not', async () => {
    const running = await startApp(engine, { LIMIT_MAIL_PER_RECIPIENT: '2/1h' })
    for (let count = 0; count < 3; count++) await requestPasswordReset(running, { email: grace.email })
    const limits = (await eventsOf(running)).filter(({ kind }) => kind === 'limit.reached')
    expect(limits).toMatchObject([{ details: '{"limit":"mailPerRecipient"}' }])
  })

  test('the audit record deletes events after their retention, one batch at a time', async () => {
    const store = await startStore(engine)
    const ages = [400, 370, 366, 365, 364, 1]
    for (const days of ages) {
      const event = { id: randomId(), at: addSeconds(noon, -days * 86_400), kind: 'sign-in.failed', outcome: 'failure' }
      const nobody = { sequence: 0, userId: null, actorKind: null, actorId: null, sessionId: null }
      const rest = { ...nobody, ipAddress: null, requestId: null, details: null }
      await store.transaction((tx) => insertAuditEvent(tx, { ...event, ...rest }))
    }
    const before = addSeconds(noon, -365 * 86_400)
    const removed = [3, 3, 3].map((max) => () => store.transaction((tx) => deleteOldAuditEvents(tx, before, max)))
    expect([await removed[0]?.(), await removed[1]?.(), await removed[2]?.()]).toEqual([3, 1, 0])
  })
})
