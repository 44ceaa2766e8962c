import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { engines } from '../support/engines.js'
import { refresh, sessionsOf, statusOf } from '../support/operations.js'
import { signIn, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/operations.md'), 'utf8')

describe.each(engines)(
  'the statement of docs/operations.md for a backup that was restored after an attack, on %s',
  (engine) => {
    test('the documented statement for a restored backup ends all sessions, and users can sign in again', async () => {
      const [, statement = ''] = /^```sql\n(.*?)^```$/ms.exec(page) ?? []
      const running = await startApp(engine)
      const before = await signUp(running)
      await runSql(running.settings.DATABASE_URL, statement)
      expect(await statusOf(running, before.access)).toBe('SESSION_ENDED')
      expect(await refresh(running, { refreshToken: before.refresh })).toMatchObject({
        __typename: 'SessionEnded',
        reason: 'REVOKED',
      })
      const { access } = await signIn(running)
      expect(await sessionsOf(running, access)).toHaveLength(1)
    })
  },
)
