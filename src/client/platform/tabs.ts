import type { Access } from '../session/access.js'
import type { AuthUser, SignOutReason } from '../types.js'
import type { Channel, ClientEnvironment } from './environment.js'

/** Messages between the tabs of one origin. They never contain a refresh token. */
export type TabMessage =
  | { type: 'signedIn'; access: Access; user: AuthUser }
  | { type: 'refreshed'; access: Access; user: AuthUser }
  | { type: 'user'; user: AuthUser }
  | { type: 'signedOut'; sessionId: string | null; reason: SignOutReason }
  /** The server did not answer. No tab asks again before this instant of the shared clock. */
  | { type: 'outage'; untilMs: number; failures: number }

export interface Tabs {
  tell(message: TabMessage): void
  listen(listener: (message: TabMessage) => void): void
  close(): void
}

/** Messages of another version of the client are ignored, because they may mean something else. */
const version = 1

/** Of the other tabs of this origin; alone where there is no BroadcastChannel. */
export function joinTabs(name: string, openChannel: ClientEnvironment['openChannel']): Tabs {
  const channel = openQuietly(name, openChannel)
  const listeners: ((message: TabMessage) => void)[] = []
  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const heard = data as { version?: number; message?: TabMessage } | null
      if (heard?.version !== version || heard.message === undefined) return
      for (const listener of listeners) listener(heard.message)
    }
  }
  return {
    tell: (message) => tellQuietly(channel, message),
    listen: (listener) => void listeners.push(listener),
    close: () => channel?.close(),
  }
}

function openQuietly(name: string, openChannel: ClientEnvironment['openChannel']): Channel | null {
  try {
    return openChannel?.(name) ?? null
  } catch {
    return null
  }
}

/** A closed channel throws. Tabs that get no message ask the server. */
function tellQuietly(channel: Channel | null, message: TabMessage): void {
  try {
    channel?.postMessage({ version, message })
  } catch {
    // See above.
  }
}
