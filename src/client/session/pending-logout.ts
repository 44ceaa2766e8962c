import { AuthUnreachable } from '../errors.js'
import type { LogoutMutation, LogoutScope } from '../generated/operations.js'
import { logoutText } from '../generated/texts.js'
import type { Memo, Surroundings } from '../platform/environment.js'
import type { Turns } from '../platform/tab-lock.js'
import { pauseAfter, wait } from '../platform/timers.js'
import { post, type Sender } from '../transport/post.js'

export interface Goodbye {
  scope: LogoutScope
  token: string | null
  /** Null in COOKIE delivery. */
  refreshToken: string | null
}

interface Needs extends Pick<Surroundings, 'clock' | 'random'> {
  sender: Sender
  turns: Turns
  name: string
  /** Null in BODY delivery: once the token is forgotten a reload cannot bring the session back. */
  memo: Memo | null
}

/** Tells the server that somebody logged out, as long as it takes. */
export class Farewell {
  readonly #needs: Needs
  #stop: AbortController | null = null
  #attempt: Promise<boolean> = Promise.resolve(true)

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The page was closed before the server heard of it, and the browser still has the cookie. */
  get isDue(): boolean {
    return this.#note((memo, key) => memo.getItem(key)) === 'yes'
  }

  /** Resolves after the first attempt. More follow until one succeeds. */
  async say(goodbye: Goodbye): Promise<void> {
    this.drop()
    this.#note((memo, key) => memo.setItem(key, 'yes'))
    const stop = new AbortController()
    this.#stop = stop
    if (!(await this.#tell(goodbye, stop.signal))) void this.#persist(goodbye, stop.signal)
  }

  /** Before a login, whose cookie a late logout would clear: waits for an attempt in flight and makes no more. */
  async settle(): Promise<void> {
    await this.#attempt
    this.drop()
  }

  drop(): void {
    this.#stop?.abort()
    this.#stop = null
  }

  /** Nothing is due any more: a new session has taken the place of the old one. */
  forget(): void {
    this.drop()
    this.#note((memo, key) => memo.removeItem(key))
  }

  async #persist(goodbye: Goodbye, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#needs
    for (let failures = 0; !signal.aborted; failures++) {
      await wait(clock, pauseAfter(failures, new AuthUnreachable(''), random), signal)
      if (signal.aborted || (await this.#tell(goodbye, signal))) return
    }
  }

  #tell(goodbye: Goodbye, signal: AbortSignal): Promise<boolean> {
    const { scope, token, refreshToken } = goodbye
    const { sender, turns } = this.#needs
    const variables = { input: { scope, ...(refreshToken === null ? {} : { refreshToken }) } }
    const request = { query: logoutText, variables, token, signal }
    this.#attempt = turns
      .take(() => post<LogoutMutation>(sender, request), signal)
      .then(
        () => {
          this.forget()
          return true
        },
        () => false,
      )
    return this.#attempt
  }

  /** Without a memo, or with one that fails, a reload before the server has heard finds the user signed in. */
  #note<T>(step: (memo: Memo, key: string) => T): T | null {
    const { memo, name } = this.#needs
    try {
      return memo === null ? null : step(memo, `${name}:logout`)
    } catch {
      return null
    }
  }
}
