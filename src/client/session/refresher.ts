import { AuthUnreachable } from '../errors.js'
import type { MeQuery, RefreshMutation } from '../generated/operations.js'
import { meText, refreshText } from '../generated/texts.js'
import type { Surroundings } from '../platform/environment.js'
import type { Turns } from '../platform/tab-lock.js'
import type { Tabs } from '../platform/tabs.js'
import { pauseAfter, wait } from '../platform/timers.js'
import { post, type Sender } from '../transport/post.js'
import type { AuthUser, SignOutReason } from '../types.js'
import { type Access, accessOf } from './access.js'
import type { RefreshAttempts } from './refresh-attempt.js'
import type { RefreshTokenStore } from './refresh-token-store.js'
import type { SessionState } from './session-state.js'

interface Needs extends Pick<Surroundings, 'clock' | 'random'> {
  session: SessionState
  sender: Sender
  tabs: Tabs
  turns: Turns
  /** Null in COOKIE delivery. */
  store: RefreshTokenStore | null
  /** For COOKIE delivery. */
  attempts: RefreshAttempts
  randomId(): string
}

interface Effort {
  /** The access token to replace; null when there is none yet. */
  stale: string | null
  stop: AbortController
  done: Promise<void>
}

type Refresh = RefreshMutation['refresh']
type SessionEnded = Extract<Refresh, { __typename: 'SessionEnded' }>

const maxOutageMs = 90_000

/** Replaces the access token. One effort at a time runs until the server answers or the result is not needed. */
export class Refresher {
  readonly #needs: Needs
  #effort: Effort | null = null
  #notBeforeMs = 0
  /** In a row, of all tabs. */
  #failures = 0
  /** A refreshed session whose user could not be asked for yet. */
  #half: Access | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    needs.session.onTurnOfEvents = () => this.stop()
    needs.tabs.listen((message) => {
      if (message.type !== 'outage') return
      this.#notBeforeMs = message.untilMs
      this.#failures = message.failures
    })
  }

  /** Resolves when there is a new token, or when no user is signed in any more. Never rejects. */
  run(): Promise<void> {
    if (this.#effort === null) {
      const stop = new AbortController()
      const effort: Effort = { stale: this.#needs.session.access?.token ?? null, stop, done: Promise.resolve() }
      this.#effort = effort
      effort.done = this.#untilDone(effort)
    }
    return this.#effort.done
  }

  /** Whatever is on its way counts no more. */
  stop(): void {
    this.#effort?.stop.abort()
    this.#effort = null
    this.#half = null
    this.#failures = 0
  }

  async #untilDone(effort: Effort): Promise<void> {
    const stopped = new Promise((resolve) => effort.stop.signal.addEventListener('abort', resolve))
    await Promise.race([stopped, this.#persist(effort)])
    if (this.#effort === effort) this.#effort = null
  }

  async #persist(effort: Effort): Promise<void> {
    const { signal } = effort.stop
    for (let isSettled = false; !isSettled && this.#isNeeded(effort); ) {
      await this.#waitOutOutage(signal)
      // Within the turn: whose turn is next must know of the outage.
      const work = () => this.#attempt(effort).catch((error: unknown) => this.#beginOutage(error, signal))
      isSettled = await this.#needs.turns.take(work, signal).catch(() => signal.aborted)
    }
  }

  #beginOutage(error: unknown, { aborted }: AbortSignal): boolean {
    if (aborted) return true
    const { clock, random, session, tabs } = this.#needs
    const failure = error instanceof AuthUnreachable ? error : new AuthUnreachable(String(error))
    this.#notBeforeMs = clock.now() + pauseAfter(this.#failures++, failure, random)
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
    await wait(this.#needs.clock, this.#outageMs, signal)
  }

  #isNeeded({ stale, stop }: Effort): boolean {
    const { access, state } = this.#needs.session
    return !stop.signal.aborted && state.status !== 'signedOut' && (access?.token ?? null) === stale
  }

  /** False when another tab got no answer while this one waited for its turn. Throws `AuthUnreachable`. */
  async #attempt(effort: Effort): Promise<boolean> {
    const { session } = this.#needs
    if (!this.#isNeeded(effort)) return true
    if (this.#outageMs > 0) return false
    const { age } = session
    const isStillMeant = () => session.age === age && !effort.stop.signal.aborted
    const access = this.#half ?? (await this.#refresh(isStillMeant, effort.stop.signal))
    if (access === null) return true
    this.#half = access
    const isSame = access.sessionId === session.access?.sessionId
    const user = isSame ? session.state.user : await this.#findUser(access, effort.stop.signal)
    if (user !== null && isStillMeant()) session.renew(access, user)
    return true
  }

  /** Null when that ended the session, or the answer counts no more. */
  async #refresh(isStillMeant: () => boolean, signal: AbortSignal): Promise<Access | null> {
    const { clock, sender, store, attempts, randomId } = this.#needs
    const begun = store === null ? { token: undefined, attempt: attempts.begin() } : await store.begin(randomId)
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
    return this.#keep(refresh, sinceMs)
  }

  /** The refresh token is stored before its access token is used: until then the older one would still do. */
  async #keep(refresh: Exclude<Refresh, SessionEnded>, sinceMs: number): Promise<Access> {
    if (refresh.__typename !== 'Refreshed') {
      throw new AuthUnreachable(refresh.message, { code: refresh.code, retryAfter: refresh.retryAfter })
    }
    const { refreshToken } = refresh.tokens
    if (refreshToken !== null) await this.#needs.store?.set(refreshToken)
    return accessOf(refresh, sinceMs)
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
      throw new AuthUnreachable('The server knows the session but not its user.')
    } catch (error) {
      // The session may have ended just now; the next refresh tells.
      if (error instanceof AuthUnreachable && error.code === 'UNAUTHENTICATED') this.#half = null
      throw error
    }
  }
}
