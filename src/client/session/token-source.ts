import { AuthUnreachableError } from '../errors.js'
import type { Clock } from '../platform/environment.js'
import { withTimeout } from '../platform/timers.js'
import { post, type Sender } from '../transport/post.js'
import type { AccessTokenOptions } from '../types.js'
import { type Access, isAging, isBrandNew } from './access.js'
import type { PendingLogout } from './pending-logout.js'
import type { Refresher } from './refresher.js'
import type { SessionState } from './session-state.js'

interface Needs {
  clock: Clock
  sender: Sender
  session: SessionState
  refresher: Refresher
  /** Whether this process renders pages. It has no session of the user who requested the page. */
  isRendering: boolean
  timeoutMs: number
  pendingLogout: PendingLogout
}

/** Maximum rounds. Every expected course needs fewer; more would be a loop. */
const rounds = 3

/** Returns access tokens that are usable now. */
export class TokenSource {
  readonly #needs: Needs
  #found: Promise<void> | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Null when signed out. Rejects with `AuthUnreachableError` when it cannot be known in time. */
  async find({ fresh = false, insteadOf }: AccessTokenOptions): Promise<string | null> {
    const { clock, isRendering, timeoutMs, session } = this.#needs
    if (isRendering) return null
    const refused = insteadOf ?? (fresh ? session.access?.token : undefined)
    const access = await withTimeout(clock, timeoutMs, this.#findUsable(refused, fresh))
    return access?.token ?? null
  }

  async #findUsable(refused: string | undefined, fresh: boolean): Promise<Access | null> {
    const { refresher, session } = this.#needs
    this.#found ??= this.#findSession()
    await this.#found
    for (let round = 0; round < rounds && session.state.status !== 'signedOut'; round++) {
      const access = session.usableAccess
      if (access !== null && this.#isGoodEnough(access, refused, fresh)) return this.#replaceWhenAging(access)
      await refresher.run()
    }
    return session.usableAccess
  }

  /** Asks the server whether there is a session, unless the user has logged out. */
  async #findSession(): Promise<void> {
    const { refresher, session, pendingLogout } = this.#needs
    if (session.state.status !== 'loading') return
    if (!pendingLogout.isDue) return refresher.run()
    session.end('LOGGED_OUT')
    await pendingLogout.send({ scope: 'CURRENT', token: null, refreshToken: null })
  }

  #isGoodEnough(access: Access, refused: string | undefined, fresh: boolean): boolean {
    return access.token !== refused || (!fresh && isBrandNew(access, this.#needs.clock.now()))
  }

  #replaceWhenAging(access: Access): Access {
    if (isAging(access, this.#needs.clock.now())) void this.#needs.refresher.run()
    return access
  }

  /** The data of an operation that needs the caller. Null if no user is signed in. */
  async ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data | null> {
    const { sender } = this.#needs
    const token = await this.find({})
    if (token === null) return null
    try {
      return await post<Data>(sender, { query, variables, token })
    } catch (error) {
      if (!(error instanceof AuthUnreachableError) || error.code !== 'UNAUTHENTICATED') throw error
    }
    const next = await this.find({ insteadOf: token, fresh: true })
    return next === null ? null : post<Data>(sender, { query, variables, token: next })
  }
}
