import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Scene, setScene, type Tab } from '../support/client-scene.js'

const places = 3
type Step =
  | { kind: 'pay' | 'ask'; place: number }
  | { kind: 'pass'; seconds: number }
  | { kind: 'outage'; what: Scene['server']['outage'] }
  | { kind: 'lose' | 'expire' }

const place = fc.nat(places - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('pay' as const, 'ask' as const), place }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(0, 0.05, 1, 40, 870, 1000) }),
  fc.record({
    kind: fc.constant('outage' as const),
    what: fc.constantFrom(null, null, 'no network' as const, 'UNAVAILABLE' as const, 'silence' as const),
  }),
  fc.record({ kind: fc.constantFrom('lose' as const, 'expire' as const) }),
)

async function take(step: Step, { time, server }: Scene, tabs: readonly Tab[]): Promise<Promise<unknown>[]> {
  if (step.kind === 'pass') await time.pass(step.seconds)
  if (step.kind === 'outage') server.outage = step.what
  if (step.kind === 'lose') server.lost = ['Refresh']
  if (step.kind === 'expire') server.expireTokens()
  if (step.kind === 'ask') return [tabs[step.place]?.whoAmI().catch(() => undefined) ?? Promise.resolve()]
  if (step.kind === 'pay') return [tabs[step.place]?.pay().catch(() => undefined) ?? Promise.resolve()]
  return []
}

test.each([
  ['Web Locks', {}],
  ['messages but no locks', { environment: { locks: null } }],
  ['nothing in common', { environment: { locks: null, openChannel: null } }],
])('whatever the network does, tabs with %s stay signed in and no payment is made twice', async (_name, options) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const scene = setScene()
      const first = await scene.signIn('ada', options)
      const tabs = [first, ...scene.openTabs(places - 1, options)]
      for (const { auth } of tabs) void auth.start()
      await scene.time.pass(2)
      const answers = []
      for (const each of steps) answers.push(...(await take(each, scene, tabs)))
      scene.server.outage = null
      await scene.time.pass(200)
      const settled = (await Promise.all(answers)).length
      expect(scene.server.payments.length).toBeLessThanOrEqual(steps.filter(({ kind }) => kind === 'pay').length)
      expect(settled).toBe(answers.length)
      expect(tabs.map(({ auth }) => [auth.state.status, auth.state.unreachable])).toEqual(
        tabs.map(() => ['signedIn', false]),
      )
      for (const { auth } of tabs) auth.dispose()
    }),
    { numRuns: 200 },
  )
})
