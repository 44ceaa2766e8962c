import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  MeDocument,
  RefreshDocument,
  VerifyTokenDocument,
} from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { startForge } from '../support/forge.js'
import { codeOf, statusOf } from '../support/operations.js'
import { ada, signIn } from '../support/people.js'
import type { Answer } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const login = { input: { identifier: ada.email, password: ada.password } }

/** Which operations cannot do without the table. */
const needed = {
  sessions: ['me', 'verifyToken', 'refresh', 'login'],
  users: ['me', 'verifyToken', 'refresh', 'login'],
  throttles: ['refresh', 'login'],
  password_credentials: ['login'],
  audit_events: ['login'],
} as const

function expectNothing(name: string, { data, errors, response }: Answer<unknown>): void {
  expect([name, codeOf({ data, errors, response })]).toEqual([name, 'INTERNAL'])
  expect([name, Object.values(data ?? {}).every((value) => value === null)]).toEqual([name, true])
  expect(response.body).not.toMatch(/eyJ|lk_rt_/)
  expect(response.headers).not.toHaveProperty('set-cookie')
}

describe.each(engines)('the program on %s', (engine) => {
  test.each(Object.entries(needed))(
    'the program admits no caller and returns no data while %s cannot be read',
    async (table, names) => {
      const { running, own } = await startForge(engine)
      await runSql(running.settings.DATABASE_URL, `alter table ${table} rename to away`)
      const answers: Record<string, Answer<unknown>> = {
        me: await running.ask(MeDocument, {}, { token: own.access }),
        verifyToken: await running.ask(VerifyTokenDocument, { token: own.access }),
        refresh: await running.ask(RefreshDocument, { input: { refreshToken: own.refresh } }),
        login: await running.ask(LoginDocument, login),
      }
      for (const name of names) expectNothing(name, answers[name] as Answer<unknown>)
      await runSql(running.settings.DATABASE_URL, `alter table away rename to ${table}`)
      expect((await signIn(running)).user.id).toBe(own.user.id)
    },
  )

  test('the program refuses tokens whose signing key it cannot look up', async () => {
    const { running, own, sign, header, payload } = await startForge(engine)
    running.clock.move(60)
    await runSql(running.settings.DATABASE_URL, 'alter table signing_keys rename to away')
    const token = sign({ ...header, kid: '0'.repeat(32) }, payload)
    expectNothing('me', await running.ask(MeDocument, {}, { token }))
    expect(await statusOf(running, own.access)).toBe('fine')
  })
})
