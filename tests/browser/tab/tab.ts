import { apollo, auth } from '../../../examples/react/src/auth/clients.js'
import { MeDocument } from '../../../src/client/generated/operations.js'

export interface Tab {
  auth: typeof auth
  /** Asks who the user is as often as told, all at once, and gives how many answers named one. */
  askMe(times: number): Promise<number>
  /** Playwright’s own clocks differ from tab to tab, those of a device do not. */
  moveClock(minutes: number): void
}

declare global {
  interface Window {
    tab: Tab
  }
}

window.tab = {
  auth,
  async askMe(times) {
    const answers = await Promise.all(Array.from({ length: times }, askOnce))
    return answers.filter((isNamed) => isNamed).length
  },
  moveClock(minutes) {
    const { now } = Date
    Date.now = () => now() + minutes * 60_000
  },
}
void auth.start()

/** Each goes over the wire: no cache, and no sharing of what is asked at the same time. */
async function askOnce(): Promise<boolean> {
  const asked = { query: MeDocument, fetchPolicy: 'no-cache', context: { queryDeduplication: false } } as const
  const { data } = await apollo.query(asked)
  return data?.me != null
}
