import type {
  LoginInput,
  LoginMutation,
  LogoutMutation,
  LogoutScope,
  MeQuery,
  RegisterInput,
  RegisterMutation,
} from './generated/operations.js'
import { loginText, logoutText, meText, registerText } from './generated/texts.js'
import { hasDocument, type Surroundings, surroundingsOf } from './platform/environment.js'
import { createTurns, type Turns } from './platform/tab-lock.js'
import { joinTabs, type Tabs } from './platform/tabs.js'
import { accessOf } from './session/access.js'
import { Farewell } from './session/pending-logout.js'
import { RefreshAttempts } from './session/refresh-attempt.js'
import { memoryStorage, RefreshTokenStore } from './session/refresh-token-store.js'
import { Refresher } from './session/refresher.js'
import { SessionState } from './session/session-state.js'
import { TokenSource } from './session/token-source.js'
import { post, type Sender } from './transport/post.js'
import type {
  AccessTokenOptions,
  AuthClient,
  AuthClientOptions,
  AuthState,
  LoginResult,
  RegisterResult,
  SignedIn,
} from './types.js'

/**
 * Makes the client of one page, or of one process that belongs to one user. On a server that renders pages, it stays
 * `loading` in `COOKIE` delivery and holds no token. So no user sees the session of another one.
 */
export function createAuthClient(options: AuthClientOptions): AuthClient {
  return new Client(options)
}

class Client implements AuthClient {
  readonly url: string
  readonly #options: AuthClientOptions
  readonly #surroundings: Surroundings
  readonly #store: RefreshTokenStore | null
  readonly #isRendering: boolean
  readonly #sender: Sender
  readonly #tabs: Tabs
  readonly #turns: Turns
  readonly #session: SessionState
  readonly #refresher: Refresher
  readonly #attempts: RefreshAttempts
  readonly #farewell: Farewell
  readonly #tokens: TokenSource

  constructor(options: AuthClientOptions) {
    const { delivery = hasDocument() ? 'COOKIE' : 'BODY', storage = memoryStorage(), patience = 30 } = options
    this.url = options.url
    this.#options = options
    this.#isRendering = delivery === 'COOKIE' && !hasDocument()
    const surroundings = surroundingsOf(options)
    const { clock, random, randomId, fetch, memo, openChannel } = surroundings
    this.#surroundings = surroundings
    this.#store = delivery === 'BODY' ? new RefreshTokenStore(storage) : null
    this.#sender = { fetch, clock, url: options.url, withCookies: delivery === 'COOKIE' }
    const name = `latchkey:${options.url}`
    const isShared = delivery === 'COOKIE' ? !this.#isRendering : storage.shared !== false
    const tabs = joinTabs(name, isShared ? openChannel : null)
    this.#tabs = tabs
    this.#turns = createTurns({ ...surroundings, tabs, name })
    const needs = { clock, random, randomId, sender: this.#sender, tabs, turns: this.#turns }
    this.#attempts = new RefreshAttempts({ ...needs, name, memo: delivery === 'COOKIE' ? memo : null })
    this.#session = new SessionState({ clock, tabs })
    this.#refresher = new Refresher({ ...needs, session: this.#session, store: this.#store, attempts: this.#attempts })
    this.#farewell = new Farewell({ ...needs, name, memo: delivery === 'COOKIE' ? memo : null })
    this.#tokens = new TokenSource({
      clock,
      sender: this.#sender,
      session: this.#session,
      refresher: this.#refresher,
      isRendering: this.#isRendering,
      patienceMs: patience * 1000,
      findOut: () => this.#findOut(),
    })
    tabs.listen(({ type }) => {
      if (type === 'signedIn') this.#farewell.drop()
    })
  }

  get state(): AuthState {
    return this.#session.state
  }

  subscribe(listener: (state: AuthState) => void): () => void {
    return this.#session.subscribe(listener)
  }

  async start(): Promise<AuthState> {
    await this.#tokens.find({}).catch(() => undefined)
    return this.state
  }

  async #findOut(): Promise<void> {
    if (this.state.status !== 'loading') return
    if (!this.#farewell.isDue) return this.#refresher.run()
    this.#session.end('LOGGED_OUT')
    await this.#farewell.say({ scope: 'CURRENT', token: null, refreshToken: null })
  }

  async login(input: Omit<LoginInput, 'delivery'>): Promise<LoginResult> {
    return (await this.#signIn<LoginMutation>(loginText, input)).login
  }

  async register(input: Omit<RegisterInput, 'delivery'>): Promise<RegisterResult> {
    return (await this.#signIn<RegisterMutation>(registerText, input)).register
  }

  /** In its turn: the cookie of a refresh or logout that is on its way would replace that of the new session. */
  async #signIn<Data extends object>(query: string, input: object): Promise<Data> {
    await this.#farewell.settle()
    const { deviceName } = this.#options
    const delivery = this.#store === null ? 'COOKIE' : 'BODY'
    const request = { query, variables: { input: { deviceName, ...input, delivery } }, withinMs: 30_000 }
    return this.#turns.take(async () => {
      const sinceMs = this.#surroundings.clock.now()
      const data = await post<Data>(this.#sender, request)
      for (const outcome of Object.values(data)) await this.#take(outcome, sinceMs)
      return data
    }, new AbortController().signal)
  }

  adopt(result: { __typename: string }): Promise<boolean> {
    return this.#take(result, this.#surroundings.clock.now())
  }

  async #take(outcome: { __typename: string }, sinceMs: number): Promise<boolean> {
    if (outcome.__typename !== 'SignedIn') return false
    const signedIn = outcome as SignedIn
    const { refreshToken } = signedIn.tokens
    if ((refreshToken === null) !== (this.#store === null)) {
      throw new TypeError(`This client wants delivery ${this.#store === null ? 'COOKIE' : 'BODY'}.`)
    }
    if (refreshToken !== null) await this.#store?.set(refreshToken)
    this.#attempts.forget()
    this.#farewell.forget()
    this.#session.begin(accessOf(signedIn, sinceMs), signedIn.user)
    return true
  }

  async logout(scope: LogoutScope = 'CURRENT'): Promise<void> {
    if (scope === 'OTHERS') {
      await this.#tokens.ask<LogoutMutation>(logoutText, { input: { scope } })
      return
    }
    const token = this.#session.usableAccess?.token ?? null
    this.#session.end('LOGGED_OUT')
    const refreshToken = (await this.#store?.get()) ?? null
    await this.#store?.clear()
    const isKnown = this.#store === null || token !== null || refreshToken !== null
    if (isKnown && !this.#isRendering) await this.#farewell.say({ scope, token, refreshToken })
  }

  accessToken(options: AccessTokenOptions = {}): Promise<string | null> {
    return this.#tokens.find(options)
  }

  async refreshUser(): Promise<void> {
    const answer = await this.#tokens.ask<MeQuery>(meText, {})
    if (answer?.me != null && answer.me.id === this.state.user?.id) this.#session.replaceUser(answer.me)
  }

  dispose(): void {
    this.#session.onTurnOfEvents = () => undefined
    this.#refresher.stop()
    this.#farewell.drop()
    this.#tabs.close()
  }
}
