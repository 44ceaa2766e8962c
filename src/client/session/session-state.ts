import type { Clock } from '../platform/environment.js'
import type { TabMessage, Tabs } from '../platform/tabs.js'
import type { AuthState, AuthUser, SignOutReason } from '../types.js'
import { type Access, isUsable } from './access.js'

interface Needs {
  clock: Clock
  tabs: Tabs
}

/** Of a client that has not asked yet; also what a server renders. */
export const loadingState: AuthState = { status: 'loading', user: null, reason: null, unreachable: false }

/** What this tab knows about the session, kept in step with the other tabs. */
export class SessionState {
  readonly #needs: Needs
  readonly #listeners = new Set<(state: AuthState) => void>()
  #state = loadingState
  #access: Access | null = null
  #epoch = 0
  /** Called after each change that makes a refresh in flight pointless. */
  onSessionChange: () => void = () => undefined

  constructor(needs: Needs) {
    this.#needs = needs
    needs.tabs.listen((message) => this.#onMessage(message))
  }

  get state(): AuthState {
    return this.#state
  }

  get access(): Access | null {
    return this.#access
  }

  /** Incremented at every sign-in and sign-out. Answers of an older number are dropped. */
  get epoch(): number {
    return this.#epoch
  }

  get usableAccess(): Access | null {
    return this.#access !== null && isUsable(this.#access, this.#needs.clock.now()) ? this.#access : null
  }

  subscribe(listener: (state: AuthState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  begin(access: Access, user: AuthUser): void {
    this.#hold(access, user)
    this.#needs.tabs.tell({ type: 'signedIn', access, user })
  }

  /** The session goes on, or another tab's session has taken its place. */
  renew(access: Access, user: AuthUser): void {
    this.#hold(access, user)
    this.#needs.tabs.tell({ type: 'refreshed', access, user })
  }

  replaceUser(user: AuthUser): void {
    this.#set({ ...this.#state, user })
    this.#needs.tabs.tell({ type: 'user', user })
  }

  end(reason: SignOutReason | null): void {
    const sessionId = this.#access?.sessionId ?? null
    const wasSignedIn = this.#state.status === 'signedIn'
    this.#forget(reason)
    if (reason === null) return
    if (wasSignedIn || reason === 'LOGGED_OUT') this.#needs.tabs.tell({ type: 'signedOut', sessionId, reason })
  }

  setUnreachable(): void {
    if (!this.#state.unreachable) this.#set({ ...this.#state, unreachable: true })
  }

  #hold(access: Access, user: AuthUser): void {
    if (access.sessionId !== this.#access?.sessionId) this.#epoch++
    this.#access = access
    this.#set({ status: 'signedIn', user, reason: null, unreachable: false })
    this.onSessionChange()
  }

  #forget(reason: SignOutReason | null): void {
    this.#epoch++
    this.#access = null
    this.#set({ status: 'signedOut', user: null, reason, unreachable: false })
    this.onSessionChange()
  }

  #onMessage(message: TabMessage): void {
    if (message.type === 'signedIn') this.#hold(message.access, message.user)
    else if (message.type === 'refreshed') this.#onRefreshed(message.access, message.user)
    else if (message.type === 'user' && this.#state.user?.id === message.user.id) {
      this.#set({ ...this.#state, user: message.user })
    } else if (message.type === 'signedOut') this.#onSignedOut(message.sessionId, message.reason)
  }

  /** Not when signed out: the answer may have been on its way while the user logged out. */
  #onRefreshed(access: Access, user: AuthUser): void {
    if (this.#state.status === 'signedOut') return
    if (this.#access !== null && this.#access.sinceMs > access.sinceMs) return
    this.#hold(access, user)
  }

  /** A tab that does not know its session yet is meant too, as the sessions of tabs are one. */
  #onSignedOut(sessionId: string | null, reason: SignOutReason): void {
    if (this.#state.status === 'signedOut') return
    if (sessionId !== null && this.#access !== null && sessionId !== this.#access.sessionId) return
    this.#forget(reason)
  }

  #set(state: AuthState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) tellQuietly(listener, state)
  }
}

/** A listener that throws must not keep the others, or the other tabs, from hearing. */
function tellQuietly(listener: (state: AuthState) => void, state: AuthState): void {
  try {
    listener(state)
  } catch (error) {
    const { reportError } = globalThis as { reportError?: (error: unknown) => void }
    reportError?.(error)
  }
}
