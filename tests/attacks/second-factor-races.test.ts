import { describe, expect, test } from 'vitest'
import { beginSignIn, enableTotp, totpCodeAt } from '../support/authenticator.js'
import { engines } from '../support/engines.js'
import { atOnce, continueSignIn, kindsOf } from '../support/operations.js'
import { signUp } from '../support/people.js'
import { startApp, startAppOn } from '../support/start-app.js'

const unlimited = { LIMIT_SECOND_FACTOR_PER_USER: 'off', LIMIT_RIGHT_PASSWORDS: 'off' }

/** Two instances, a user with an authenticator app, and sign-ins that wait for the second factor. */
async function startRace(engine: 'sqlite' | 'postgres', signIns: number) {
  const running = await startApp(engine, unlimited)
  const other = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
  const { access } = await signUp(running)
  const { secret, recoveryCodes } = await enableTotp(running, access)
  const tokens: string[] = []
  for (let count = 0; count < signIns; count += 1) tokens.push(await beginSignIn(running))
  const code = totpCodeAt(secret, running.clock.now())
  const answer = async (place: number, input: { signInToken?: string; totpCode?: string; recoveryCode?: string }) =>
    continueSignIn(place % 2 === 0 ? running : other, { signInToken: tokens[place % signIns] ?? '', ...input })
  return { answer, code, recoveryCode: recoveryCodes[0] ?? '' }
}

describe.each(engines)('races for a second factor on %s', (engine) => {
  test('one of fifty answers with one code at once on two instances signs in', async () => {
    const { answer, code } = await startRace(engine, 50)
    const outcomes = await atOnce(50, (place) => answer(place, { totpCode: code }))
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
  })

  test('one of fifty answers with one recovery code at once on two instances signs in', async () => {
    const { answer, recoveryCode } = await startRace(engine, 50)
    const outcomes = await atOnce(50, (place) => answer(place, { recoveryCode }))
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
  })

  test('one of fifty answers to one sign-in at once signs in', async () => {
    const { answer, code } = await startRace(engine, 1)
    const outcomes = await atOnce(50, (place) => answer(place, { totpCode: code }))
    expect(kindsOf(outcomes)).toMatchObject({ SignedIn: 1 })
  })
})
