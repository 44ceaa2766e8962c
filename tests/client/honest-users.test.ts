import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Scene, setScene, type Tab } from '../support/client-scene.js'
import { createShakyBrowser, type PageOptions, type ShakyBrowser } from '../support/shaky-browser.js'

const places = 10
type Step =
  | { kind: 'ask'; places: readonly number[] }
  | { kind: 'pass'; seconds: number }
  | { kind: 'outage'; what: Scene['server']['outage'] }
  | { kind: 'latency'; there: number; back: number }
  | { kind: 'lose'; count: number }
  | { kind: 'kill' }

const seconds = fc.constantFrom(0, 0.02, 1, 4)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    places: fc.uniqueArray(fc.nat(places - 1), { minLength: 1, maxLength: places }),
  }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(0, 0.05, 1, 35, 901, 901) }),
  fc.record({
    kind: fc.constant('outage' as const),
    what: fc.constantFrom(null, null, 'no network' as const, 'UNAVAILABLE' as const, 'silence' as const),
  }),
  fc.record({ kind: fc.constant('latency' as const), there: seconds, back: seconds }),
  fc.record({ kind: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('kill' as const) }),
)

interface Course extends Scene {
  shaky: ShakyBrowser
  pages: Tab[]
}

function openPages({ shaky }: Pick<Course, 'shaky'>): Tab[] {
  return Array.from({ length: places }, () => shaky.open())
}

async function take(course: Course, step: Step): Promise<void> {
  const { time, server, shaky } = course
  if (step.kind === 'pass') await time.pass(step.seconds)
  if (step.kind === 'outage') server.outage = step.what
  if (step.kind === 'latency') shaky.latency = step
  if (step.kind === 'lose') server.lost = Array.from({ length: step.count }, () => 'Refresh')
  if (step.kind === 'ask') for (const at of step.places) course.pages[at]?.whoAmI().catch(() => undefined)
  if (step.kind !== 'kill') return
  shaky.kill()
  course.pages = openPages(course)
}

const noLocks = { locks: null } as const

test.each<[string, PageOptions]>([
  ['a cookie and Web Locks', { delivery: 'COOKIE', storageSeconds: null, environment: {} }],
  ['a cookie and no Web Locks', { delivery: 'COOKIE', storageSeconds: null, environment: noLocks }],
  ['a storage and Web Locks', { delivery: 'BODY', storageSeconds: null, environment: {} }],
  ['a storage and no Web Locks', { delivery: 'BODY', storageSeconds: null, environment: noLocks }],
  ['a slow storage and Web Locks', { delivery: 'BODY', storageSeconds: 0.5, environment: {} }],
  ['a slow storage and no Web Locks', { delivery: 'BODY', storageSeconds: 0.5, environment: noLocks }],
])(
  'an honest user with %s is never signed out by outages, lost answers and killed browsers',
  async (_name, options) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const scene = setScene()
        const shaky = createShakyBrowser(scene, options)
        const course: Course = { ...scene, shaky, pages: openPages({ shaky }) }
        await scene.time.pass(5)
        const signedIn = course.pages[0]?.auth.login({ identifier: 'ada', password: 'ada' })
        await scene.time.pass(5)
        await signedIn
        await take(course, { kind: 'kill' })
        await scene.time.pass(5)
        for (const each of steps) await take(course, each)
        scene.server.outage = null
        scene.server.lost = []
        shaky.latency = { there: 0, back: 0 }
        await scene.time.pass(200)
        for (const page of course.pages) page.whoAmI().catch(() => undefined)
        await scene.time.pass(200)
        expect(scene.server.isLive('ada')).toBe(true)
        const states = course.pages.map(({ auth }) => auth.state)
        shaky.kill()
        expect(states.map(({ status, reason }) => [status, reason])).toEqual(states.map(() => ['signedIn', null]))
      }),
      { numRuns: 50 },
    )
  },
  120_000,
)
