import { createEnvironment, createId, hasDocument } from './platform/environment.js'
import { StoredText } from './platform/stored-text.js'
import { createTabLock } from './platform/tab-lock.js'
import { joinTabs, type Tabs } from './platform/tabs.js'
import { PendingLogout } from './session/pending-logout.js'
import { RefreshAttempts } from './session/refresh-attempt.js'
import { memoryStorage, RefreshTokenStore } from './session/refresh-token-store.js'
import { Refresher } from './session/refresher.js'
import { SessionOpener } from './session/session-opener.js'
import { SessionState } from './session/session-state.js'
import { TokenSource } from './session/token-source.js'
import type { AuthClientOptions } from './types.js'

/** The parts of one client. */
export interface Parts {
  tabs: Tabs
  session: SessionState
  refresher: Refresher
  pendingLogout: PendingLogout
  opener: SessionOpener
  tokens: TokenSource
  /** Null in COOKIE delivery. */
  store: RefreshTokenStore | null
  /** Whether this process renders pages for users whose cookie it does not have. */
  isRendering: boolean
}

export function joinParts(options: AuthClientOptions): Parts {
  const { url, delivery = hasDocument() ? 'COOKIE' : 'BODY', storage = memoryStorage(), timeoutSeconds = 30 } = options
  const environment = createEnvironment(options.environment)
  const isCookie = delivery === 'COOKIE'
  const isRendering = isCookie && !hasDocument()
  const name = `latchkey:${url}`
  const createAttempt = () => createId(environment)
  const storedText = (key: string) => new StoredText(isCookie ? environment.localStorage : null, `${name}:${key}`)
  const isShared = isCookie ? !isRendering : storage.shared !== false

  const tabs = joinTabs(name, isShared ? environment.openChannel : null)
  const session = new SessionState({ ...environment, tabs })
  const needs = {
    ...environment,
    tabs,
    session,
    sender: { fetch: fetchOf(options), clock: environment.clock, url, withCookies: isCookie },
    tabLock: createTabLock({ ...environment, name, isShared }),
    store: isCookie ? null : new RefreshTokenStore(storage, createAttempt),
    deviceTokens: isCookie ? null : (options.deviceTokenStorage ?? memoryStorage()),
    attempts: new RefreshAttempts({ stored: storedText('attempt'), createId: createAttempt }),
  }
  const refresher = new Refresher(needs)
  const pendingLogout = new PendingLogout({ ...needs, note: storedText('logout') })
  const opener = new SessionOpener({ ...needs, pendingLogout })
  const tokens = new TokenSource({
    ...needs,
    refresher,
    pendingLogout,
    isRendering,
    timeoutMs: timeoutSeconds * 1000,
  })
  return { tabs, session, refresher, pendingLogout, opener, tokens, store: needs.store, isRendering }
}

/** Looked up at each call: it may be replaced later, and must not be called as a method of something else. */
function fetchOf(options: AuthClientOptions): typeof fetch {
  return options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request))
}
