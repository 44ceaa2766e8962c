import type { TokenDelivery } from '../generated/operations.js'
import type { Clock } from '../platform/environment.js'
import type { TabLock } from '../platform/tab-lock.js'
import { post, type Sender } from '../transport/post.js'
import type { DeviceTokenStorage, Reauthenticated, SignedIn } from '../types.js'
import { accessOf } from './access.js'
import type { PendingLogout } from './pending-logout.js'
import type { RefreshAttempts } from './refresh-attempt.js'
import type { RefreshTokenStore } from './refresh-token-store.js'
import type { SessionState } from './session-state.js'

interface Needs {
  clock: Clock
  sender: Sender
  tabLock: TabLock
  session: SessionState
  /** Null in COOKIE delivery. */
  store: RefreshTokenStore | null
  /** Null in COOKIE delivery. */
  deviceTokens: DeviceTokenStorage | null
  attempts: RefreshAttempts
  pendingLogout: PendingLogout
}

/** An operation may wait in the queue of the server for its password. */
const answerWithinMs = 30_000

/** Sends the operations that can open a session, and takes their sessions over. */
export class SessionOpener {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  get delivery(): TokenDelivery {
    return this.#needs.store === null ? 'COOKIE' : 'BODY'
  }

  /** What proves that a user has signed in here before. Null: nothing. */
  async findDeviceToken(): Promise<string | null> {
    try {
      return (await this.#needs.deviceTokens?.get()) ?? null
    } catch {
      return null
    }
  }

  /** Under the lock of the tabs: the cookie of a refresh or logout in flight would replace that of the new session. */
  async send<Data extends object>(query: string, input: object): Promise<Data> {
    const { clock, sender, tabLock, pendingLogout } = this.#needs
    await pendingLogout.finishAttempt()
    const request = { query, variables: { input }, withinMs: answerWithinMs }
    return tabLock.run(async () => {
      const sinceMs = clock.now()
      const data = await post<Data>(sender, request)
      for (const outcome of Object.values(data)) await this.take(outcome, sinceMs)
      return data
    }, new AbortController().signal)
  }

  /** Whether the outcome has opened a session. A fresh proof of the present session renews its access token. */
  async take(outcome: object, sinceMs = this.#needs.clock.now()): Promise<boolean> {
    if (isReauthenticated(outcome)) this.#renew(outcome, sinceMs)
    const signedIn = findSignedIn(outcome)
    if (signedIn === null) return false
    const { store, attempts, pendingLogout, session } = this.#needs
    const { refreshToken } = signedIn.tokens
    if ((refreshToken === null) !== (store === null)) {
      throw new TypeError(`This client wants delivery ${this.delivery}.`)
    }
    if (refreshToken !== null) await store?.set(refreshToken)
    await this.#keepDeviceToken(signedIn.deviceToken)
    attempts.clear()
    pendingLogout.clear()
    session.begin(accessOf(signedIn, sinceMs), signedIn.user)
    return true
  }

  async #keepDeviceToken(token: string | null | undefined): Promise<void> {
    if (token == null) return
    try {
      await this.#needs.deviceTokens?.set(token)
    } catch {
      // The next sign-in then counts as one from a new device.
    }
  }

  #renew({ accessToken, expiresIn, session: { id } }: Reauthenticated, sinceMs: number): void {
    const { session } = this.#needs
    const { user } = session.state
    if (session.access?.sessionId !== id || user === null) return
    session.renew(accessOf({ tokens: { accessToken, expiresIn }, session: { id } }, sinceMs), user)
  }
}

function isReauthenticated(outcome: object): outcome is Reauthenticated {
  return '__typename' in outcome && outcome.__typename === 'Reauthenticated'
}

/** The outcome itself, or what it has as `signedIn`: a second factor that was set up during a sign-in. */
function findSignedIn(outcome: object): SignedIn | null {
  if ('__typename' in outcome && outcome.__typename === 'SignedIn') return outcome as SignedIn
  return 'signedIn' in outcome ? (outcome.signedIn as SignedIn | null) : null
}
