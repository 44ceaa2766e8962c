import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomSecret } from '../../src/platform/random.js'
import { type Engine, engines } from '../support/engines.js'
import { mailsTo } from '../support/mails.js'
import { meOf, refresh } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { type RunningApp, startApp } from '../support/start-app.js'

interface Party {
  token: string
  address: string
  userAgent: string
}

const owner = { address: '198.51.100.1', userAgent: 'Firefox' }
const thief = { address: '203.0.113.9', userAgent: 'curl' }

/** Refreshes and keeps the new token. Gives the access token, or null when the session has ended. */
async function turn(running: RunningApp, party: Party, attemptId: string | null = randomSecret()) {
  const options = { address: party.address, headers: { 'user-agent': party.userAgent } }
  const outcome = await refresh(running, { refreshToken: party.token, attemptId }, options)
  if (outcome.__typename !== 'Refreshed') return null
  party.token = outcome.tokens.refreshToken ?? ''
  return outcome.tokens.accessToken
}

async function start(engine: Engine, settings = {}) {
  const running = await startApp(engine, { LIMIT_REFRESH_PER_SESSION: 'off', ...settings })
  const { refresh: token } = await signUp(running)
  return { running, owner: { ...owner, token }, thief: { ...thief, token } }
}

describe.each(engines)('a copied refresh token on %s', (engine) => {
  test.each([
    ['a minute apart', 60],
    ['within the grace time', 10],
  ])(
    'a thief and an owner who refresh in turns, %s, end the session within three rotations, and the owner is told',
    async (_, pauseSeconds) => {
      const { running, owner, thief } = await start(engine)
      let rounds = 0
      for (; rounds < 10; rounds++) {
        running.clock.move(60)
        if ((await turn(running, owner)) === null) break
        running.clock.move(pauseSeconds)
        if ((await turn(running, thief)) === null) break
      }
      expect(rounds).toBeLessThan(3)
      expect(await turn(running, owner)).toBeNull()
      expect(await turn(running, thief)).toBeNull()
      expect((await mailsTo(running, ada.email)).length).toBeGreaterThan(0)
    },
  )

  test('a thief who asks me after the owner, and refreshes within the grace time, ends the session within three rotations', async () => {
    const { running, owner, thief } = await start(engine)
    const play = async (first: Party, second: Party) => {
      running.clock.move(60)
      const access = await turn(running, first)
      await meOf(running, access ?? '')
      running.clock.move(5)
      return (await turn(running, second)) !== null
    }
    let rounds = 0
    while (rounds < 10 && (await (rounds % 2 === 0 ? play(owner, thief) : play(thief, owner)))) rounds++
    expect(rounds).toBeLessThan(3)
  })

  test('one difference alone is honest: another network with the same browser, or another browser on the same network', async () => {
    const { running, owner } = await start(engine)
    const sameBrowser = { ...owner, address: '203.0.113.9' }
    const sameNetwork = { ...owner, userAgent: 'Firefox, updated' }
    for (let round = 0; round < 10; round++) {
      running.clock.move(900)
      sameBrowser.token = owner.token
      sameNetwork.token = owner.token
      expect(await turn(running, owner)).not.toBeNull()
      expect(await turn(running, sameBrowser)).not.toBeNull()
      expect(await turn(running, sameNetwork)).not.toBeNull()
    }
  })
})

test('no honest client is signed out, whatever answers it loses and whenever it asks again', async () => {
  const step = fc.record({
    lost: fc.nat({ max: 3 }),
    pauseSeconds: fc.constantFrom(0, 1, 10, 29, 31, 600, 86_400),
    asksMe: fc.boolean(),
    tabs: fc.integer({ min: 1, max: 10 }),
    address: fc.constantFrom('198.51.100.1', '203.0.113.9', '2001:db8::1'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { running, owner } = await start('sqlite')
      for (const { lost, pauseSeconds, asksMe, tabs, address } of steps) {
        owner.address = address
        const [before, attempt] = [owner.token, randomSecret()]
        for (let count = 0; count < lost; count++) {
          owner.token = before
          await turn(running, owner, attempt)
          running.clock.move(pauseSeconds)
        }
        const racing = Array.from({ length: tabs }, () => ({ ...owner, token: before }))
        const answers = await Promise.all(racing.map((tab) => turn(running, tab, attempt)))
        expect(answers).not.toContain(null)
        owner.token = racing[0]?.token ?? ''
        if (asksMe) await meOf(running, answers[0] ?? '')
        running.clock.move(pauseSeconds)
      }
    }),
    { numRuns: 25 },
  )
})
