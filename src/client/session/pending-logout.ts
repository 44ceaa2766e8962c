import { AuthUnreachableError } from '../errors.js'
import type { LogoutMutation, LogoutScope } from '../generated/operations.js'
import { logoutText } from '../generated/texts.js'
import type { ClientEnvironment } from '../platform/environment.js'
import type { StoredText } from '../platform/stored-text.js'
import type { TabLock } from '../platform/tab-lock.js'
import { backoffMs, delay } from '../platform/timers.js'
import { post, type Sender } from '../transport/post.js'

export interface LogoutRequest {
  scope: LogoutScope
  token: string | null
  /** Null in COOKIE delivery. */
  refreshToken: string | null
}

interface Needs extends Pick<ClientEnvironment, 'clock' | 'random'> {
  sender: Sender
  tabLock: TabLock
  /**
   * Notes that a logout is due, for the page that is opened next. Without a storage, that page is signed in. `BODY`
   * delivery needs no note: a reload cannot bring the session back after the token is deleted.
   */
  note: StoredText
}

/** A logout that the server has not received yet. It is sent until the server answers. */
export class PendingLogout {
  readonly #needs: Needs
  #stop: AbortController | null = null
  #attempt: Promise<boolean> = Promise.resolve(true)

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Whether the page was closed before the server answered, while the browser still has the cookie. */
  get isDue(): boolean {
    return this.#needs.note.get() === 'yes'
  }

  /** Resolves after the first attempt. More follow until one succeeds. */
  async send(request: LogoutRequest): Promise<void> {
    this.cancel()
    this.#needs.note.set('yes')
    const stop = new AbortController()
    this.#stop = stop
    if (!(await this.#try(request, stop.signal))) void this.#retry(request, stop.signal)
  }

  /** Before a login, whose cookie a late logout would clear: waits for the attempt in flight and makes no more. */
  async finishAttempt(): Promise<void> {
    await this.#attempt
    this.cancel()
  }

  /** Makes no more attempts in this page. */
  cancel(): void {
    this.#stop?.abort()
    this.#stop = null
  }

  /** Nothing is due any more, for example because a new session has begun. */
  clear(): void {
    this.cancel()
    this.#needs.note.remove()
  }

  async #retry(request: LogoutRequest, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#needs
    for (let failures = 0; !signal.aborted; failures++) {
      await delay(clock, backoffMs(failures, new AuthUnreachableError(''), random), signal)
      if (signal.aborted || (await this.#try(request, signal))) return
    }
  }

  #try({ scope, token, refreshToken }: LogoutRequest, signal: AbortSignal): Promise<boolean> {
    const { sender, tabLock } = this.#needs
    const variables = { input: { scope, ...(refreshToken === null ? {} : { refreshToken }) } }
    const request = { query: logoutText, variables, token, signal }
    this.#attempt = tabLock
      .run(() => post<LogoutMutation>(sender, request), signal)
      .then(
        () => {
          this.clear()
          return true
        },
        () => false,
      )
    return this.#attempt
  }
}
