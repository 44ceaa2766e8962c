import type {
  LoginInput,
  LoginMutation,
  LogoutMutation,
  LogoutScope,
  MeQuery,
  RegisterInput,
  RegisterMutation,
  TokenDelivery,
} from './generated/operations.js'
import { loginText, logoutText, meText, registerText } from './generated/texts.js'
import { joinParts, type Parts } from './join-parts.js'
import type {
  AccessTokenOptions,
  AuthClient,
  AuthClientOptions,
  AuthState,
  LoginResult,
  RegisterResult,
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
  readonly deviceName: string | undefined
  readonly #parts: Parts

  constructor(options: AuthClientOptions) {
    this.url = options.url
    this.deviceName = options.deviceName
    this.#parts = joinParts(options)
    const { tabs, pendingLogout } = this.#parts
    tabs.listen(({ type }) => {
      if (type === 'signedIn') pendingLogout.cancel()
    })
  }

  get delivery(): TokenDelivery {
    return this.#parts.opener.delivery
  }

  get state(): AuthState {
    return this.#parts.session.state
  }

  subscribe(listener: (state: AuthState) => void): () => void {
    return this.#parts.session.subscribe(listener)
  }

  async start(): Promise<AuthState> {
    await this.#parts.tokens.find({}).catch(() => undefined)
    return this.state
  }

  async login(input: Omit<LoginInput, 'delivery'>): Promise<LoginResult> {
    const deviceToken = await this.#parts.opener.findDeviceToken()
    return (await this.#signIn<LoginMutation>(loginText, { deviceToken, ...input })).login
  }

  async register(input: Omit<RegisterInput, 'delivery'>): Promise<RegisterResult> {
    return (await this.#signIn<RegisterMutation>(registerText, input)).register
  }

  #signIn<Data extends object>(query: string, input: object): Promise<Data> {
    return this.send<Data>(query, { deviceName: this.deviceName, ...input, delivery: this.delivery })
  }

  send<Data extends object>(query: string, input: object): Promise<Data> {
    return this.#parts.opener.send<Data>(query, input)
  }

  adopt(result: { __typename: string }): Promise<boolean> {
    return this.#parts.opener.take(result)
  }

  async logout(scope: LogoutScope = 'CURRENT'): Promise<void> {
    const { tokens, session, store, pendingLogout, isRendering } = this.#parts
    if (scope === 'OTHERS') {
      await tokens.ask<LogoutMutation>(logoutText, { input: { scope } })
      return
    }
    const token = session.usableAccess?.token ?? null
    session.end('LOGGED_OUT')
    const refreshToken = (await store?.get()) ?? null
    await store?.clear()
    const isKnown = store === null || token !== null || refreshToken !== null
    if (isKnown && !isRendering) await pendingLogout.send({ scope, token, refreshToken })
  }

  accessToken(options: AccessTokenOptions = {}): Promise<string | null> {
    return this.#parts.tokens.find(options)
  }

  async refreshUser(): Promise<void> {
    const { tokens, session } = this.#parts
    const answer = await tokens.ask<MeQuery>(meText, {})
    if (answer?.me != null && answer.me.id === this.state.user?.id) session.replaceUser(answer.me)
  }

  dispose(): void {
    const { session, refresher, pendingLogout, tabs } = this.#parts
    session.onSessionChange = () => undefined
    refresher.stop()
    pendingLogout.cancel()
    tabs.close()
  }
}
