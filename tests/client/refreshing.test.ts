import { describe, expect, test } from 'vitest'
import { setScene } from '../support/client-scene.js'
import { atOnce } from '../support/operations.js'

const lifetime = 900

describe('a token is refreshed', () => {
  test('before it expires, while operations go on with the old one', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    await time.pass(lifetime - 30)
    server.gates.set('Refresh', new Promise(() => undefined))
    expect(await whoAmI()).toBe('ada')
    expect(server.count('Refresh')).toBe(1)
  })

  test('not while it is young', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    await time.pass(lifetime - 120)
    await whoAmI()
    expect(server.count('Refresh')).toBe(0)
  })

  test('before an operation is sent when it has expired, so that none is refused', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    await time.pass(lifetime + 1)
    const answer = whoAmI()
    await time.pass(0)
    expect(await answer).toBe('ada')
    expect(server.asked.map(({ operation }) => operation)).toEqual(['Login', 'Refresh', 'WhoAmI'])
  })

  test('by the time of this device since it was handed out, however wrong its clock is', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn('ada', { environment: { clock: time.wrongBy(-400 * 86_400) } })
    await whoAmI()
    expect(server.count('Refresh')).toBe(0)
    await time.pass(lifetime + 1)
    const answer = whoAmI()
    await time.pass(0)
    expect(await answer).toBe('ada')
    expect(server.count('WhoAmI')).toBe(2)
  })

  test.each([
    ['forwards, as after a sleep', 3600],
    ['backwards', -3600],
  ])('once when the clock has jumped %s', async (_direction, seconds) => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    time.jump(seconds)
    const answers = [whoAmI(), whoAmI()]
    await time.pass(0)
    expect(await Promise.all(answers)).toEqual(['ada', 'ada'])
    expect(server.count('Refresh')).toBe(1)
  })

  test('and the operation repeated once when the server says that it has expired', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    await time.pass(10)
    server.expireTokens()
    const answer = whoAmI()
    await time.pass(0)
    expect(await answer).toBe('ada')
    expect(server.asked.map(({ operation }) => operation)).toEqual(['Login', 'WhoAmI', 'Refresh', 'WhoAmI'])
  })

  test('once for two hundred operations that are refused at once, each of which is repeated once', async () => {
    const { time, server, signIn } = setScene()
    const { pay } = await signIn()
    await time.pass(10)
    server.expireTokens()
    const answers = atOnce(200, pay)
    await time.pass(0)
    expect(await answers).toEqual(Array.from({ length: 200 }, () => 'ada'))
    expect(server.count('Refresh')).toBe(1)
    expect(server.count('Pay')).toBe(400)
    expect(server.payments).toHaveLength(200)
  })
})

describe('no loop', () => {
  test.each(['TOKEN_EXPIRED', 'TOKEN_INVALID', undefined])(
    'an operation refused with the new token too (%s) fails after two sendings and one refresh',
    async (reason) => {
      const { time, server, signIn } = setScene()
      const { whoAmI, pay } = await signIn()
      await time.pass(10)
      server.refusing = reason
      const answers = Promise.allSettled([whoAmI(), pay()])
      await time.pass(0)
      expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect([server.count('WhoAmI'), server.count('Pay'), server.count('Refresh')]).toEqual([2, 2, 1])
    },
  )

  test.each(['TOKEN_MISSING', 'TOKEN_MALFORMED'])('%s is no reason to refresh', async (reason) => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    await time.pass(10)
    server.refusing = reason
    await expect(whoAmI()).rejects.toThrow()
    expect([server.count('WhoAmI'), server.count('Refresh')]).toEqual([1, 0])
  })

  test('a server that refuses every token is asked for a new one every few seconds, not at each operation', async () => {
    const { time, server, signIn } = setScene()
    const { whoAmI } = await signIn()
    server.refusing = 'TOKEN_EXPIRED'
    for (let round = 0; round < 200; round++) {
      const answer = whoAmI().catch(() => 'refused')
      await time.pass(0.1)
      expect(await answer).toBe('refused')
    }
    expect(server.count('Refresh')).toBeLessThanOrEqual(4)
  })
})
