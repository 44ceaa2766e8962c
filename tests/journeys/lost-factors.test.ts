import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { enableTotp } from '../support/authenticator.js'
import { engines } from '../support/engines.js'
import { factorsOf, login } from '../support/operations.js'
import { ada, signIn, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'
import { runSql } from '../support/stores.js'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/sign-in.md'), 'utf8')

describe.each(engines)('the statements of docs/sign-in.md for a user who lost everything, on %s', (engine) => {
  test('the documented statements remove the second factor, and the user signs in with the password', async () => {
    const [, statements = ''] = /^ *```sql\n(.*?)^ *```$/ms.exec(page) ?? []
    const running = await startApp(engine)
    const before = await signUp(running)
    await enableTotp(running, before.access)
    const credentials = { identifier: ada.email, password: ada.password }
    expect(await login(running, credentials)).toMatchObject({ __typename: 'SecondFactorRequired' })
    for (const statement of statements.split(';').filter((each) => each.trim() !== '')) {
      await runSql(running.settings.DATABASE_URL, statement)
    }
    const { access } = await signIn(running)
    expect(await factorsOf(running, access)).toMatchObject({ totp: null, recoveryCodesLeft: null })
  })
})
