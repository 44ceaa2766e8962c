import { AuthUnreachableError } from '../errors.js'
import type { MeQuery, RefreshMutation } from '../generated/operations.js'
import { meText, refreshText } from '../generated/texts.js'
import type { ClientEnvironment } from '../platform/environment.js'
import type { TabLock } from '../platform/tab-lock.js'
import type { Tabs } from '../platform/tabs.js'
import { backoffMs, delay } from '../platform/timers.js'
import { post, type Sender } from '../transport/post.js'
import type { AuthUser, SignOutReason } from '../types.js'
import { type Access, accessOf } from './access.js'
import type { RefreshAttempts } from './refresh-attempt.js'
import type { RefreshTokenStore } from './refresh-token-store.js'
import type { SessionState } from './session-state.js'

interface Needs extends Pick<ClientEnvironment, 'clock' | 'random'> {
  session: SessionState
  sender: Sender
  tabs: Tabs
  tabLock: TabLock
  /** Null in COOKIE delivery. */
  store: RefreshTokenStore | null
  /** For COOKIE delivery. */
  attempts: RefreshAttempts
}

interface RefreshRun {
  /** The access token to replace; null when there is none yet. */
  stale: string | null
  stop: AbortController
  done: Promise<void>
}

type Refresh = RefreshMutation['refresh']
type Refreshed = Extract<Refresh, { __typename: 'Refreshed' }>

const maxOutageMs = 90_000

/** Replaces the access token. One run at a time; it ends when the server answers or its result is not needed. */
export class Refresher {
  readonly #needs: Needs
  #run: RefreshRun | null = null
  #notBeforeMs = 0
  /** In a row, of all tabs. */
  #failures = 0
  /** A refreshed session whose user could not be asked for yet. */
  #unverifiedAccess: Access | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    needs.session.onSessionChange = () => this.stop()
    needs.tabs.listen((message) => {
      if (message.type !== 'outage') return
      this.#notBeforeMs = message.untilMs
      this.#failures = message.failures
    })
  }

  /** Resolves when there is a new token, or when no user is signed in. Never rejects. */
  run(): Promise<void> {
    if (this.#run === null) {
      const stop = new AbortController()
      const run: RefreshRun = { stale: this.#needs.session.access?.token ?? null, stop, done: Promise.resolve() }
      this.#run = run
      run.done = this.#untilDone(run)
    }
    return this.#run.done
  }

  /** Cancels the run in progress; its result is ignored. */
  stop(): void {
    this.#run?.stop.abort()
    this.#run = null
    this.#unverifiedAccess = null
    this.#failures = 0
  }

  async #untilDone(run: RefreshRun): Promise<void> {
    const stopped = new Promise((resolve) => run.stop.signal.addEventListener('abort', resolve))
    await Promise.race([stopped, this.#persist(run)])
    if (this.#run === run) this.#run = null
  }

  async #persist(run: RefreshRun): Promise<void> {
    const { signal } = run.stop
    for (let isSettled = false; !isSettled && this.#isNeeded(run); ) {
      await this.#waitOutOutage(signal)
      // Under the lock: the tab that gets the lock next must know of the outage.
      const work = () => this.#attempt(run).catch((error: unknown) => this.#beginOutage(error, signal))
      isSettled = await this.#needs.tabLock.run(work, signal).catch(() => signal.aborted)
    }
  }

  #beginOutage(error: unknown, { aborted }: AbortSignal): boolean {
    if (aborted) return true
    const { clock, random, session, tabs } = this.#needs
    const failure = error instanceof AuthUnreachableError ? error : new AuthUnreachableError(String(error))
    this.#notBeforeMs = clock.now() + backoffMs(this.#failures++, failure, random)
    session.setUnreachable()
    tabs.tell({ type: 'outage', untilMs: this.#notBeforeMs, failures: this.#failures })
    return false
  }

  get #outageMs(): number {
    const milliseconds = this.#notBeforeMs - this.#needs.clock.now()
    // More than that is no outage but a clock that was set back.
    return milliseconds > maxOutageMs ? 0 : milliseconds
  }

  async #waitOutOutage(signal: AbortSignal): Promise<void> {
    if (this.#outageMs <= 0) return
    this.#needs.session.setUnreachable()
    await delay(this.#needs.clock, this.#outageMs, signal)
  }

  #isNeeded({ stale, stop }: RefreshRun): boolean {
    const { access, state } = this.#needs.session
    return !stop.signal.aborted && state.status !== 'signedOut' && (access?.token ?? null) === stale
  }

  /** False when another tab got no answer while this one waited for the lock. Throws `AuthUnreachableError`. */
  async #attempt(run: RefreshRun): Promise<boolean> {
    const { session } = this.#needs
    if (!this.#isNeeded(run)) return true
    if (this.#outageMs > 0) return false
    const { epoch } = session
    const isStillMeant = () => session.epoch === epoch && !run.stop.signal.aborted
    const access = this.#unverifiedAccess ?? (await this.#refresh(isStillMeant, run.stop.signal))
    if (access === null) return true
    this.#unverifiedAccess = access
    const isSame = access.sessionId === session.access?.sessionId
    const user = isSame ? session.state.user : await this.#findUser(access, run.stop.signal)
    if (user !== null && isStillMeant()) session.renew(access, user)
    return true
  }

  /** Null when that ended the session, or the answer counts no more. */
  async #refresh(isStillMeant: () => boolean, signal: AbortSignal): Promise<Access | null> {
    const { clock, sender, store, attempts } = this.#needs
    const begun = store === null ? { token: undefined, attempt: attempts.begin() } : await store.begin()
    if (begun === null) return this.#end('UNKNOWN_TOKEN', isStillMeant)
    const { token: refreshToken, attempt: attemptId } = begun
    const sinceMs = clock.now()
    const variables = { input: { refreshToken, attemptId } }
    const { refresh } = await post<RefreshMutation>(sender, { query: refreshText, variables, signal })
    attempts.end(attemptId)
    if (!isStillMeant()) return null
    if (refresh.__typename === 'SessionEnded') {
      await store?.clear(refreshToken)
      return this.#end(refresh.reason, isStillMeant)
    }
    requireRefreshed(refresh)
    await this.#keep(refreshToken, refresh)
    return accessOf(refresh, sinceMs)
  }

  /** The refresh token is stored before its access token is used: until then the older one would still do. */
  async #keep(presented: string | undefined, { tokens }: Refreshed): Promise<void> {
    const { refreshToken } = tokens
    if (presented === undefined || refreshToken === null) return
    await this.#needs.store?.replace(presented, refreshToken)
  }

  /** Without an earlier sign-in there is no token, so no session has ended. */
  #end(reason: SignOutReason, isStillMeant: () => boolean): null {
    const { session } = this.#needs
    const isFirst = reason === 'UNKNOWN_TOKEN' && session.access === null
    if (isStillMeant()) session.end(isFirst ? null : reason)
    return null
  }

  async #findUser({ token }: Access, signal: AbortSignal): Promise<AuthUser> {
    try {
      const { me } = await post<MeQuery>(this.#needs.sender, { query: meText, variables: {}, token, signal })
      if (me !== null) return me
      throw new AuthUnreachableError('The server knows the session but not its user.')
    } catch (error) {
      // The session may have ended just now; the next refresh tells.
      if (error instanceof AuthUnreachableError && error.code === 'UNAUTHENTICATED') this.#unverifiedAccess = null
      throw error
    }
  }
}

/** A refresh that the server throttles is an outage: the session goes on. */
function requireRefreshed(refresh: Exclude<Refresh, { __typename: 'SessionEnded' }>): asserts refresh is Refreshed {
  if (refresh.__typename === 'Refreshed') return
  throw new AuthUnreachableError(refresh.message, { code: refresh.code, retryAfter: refresh.retryAfter })
}
