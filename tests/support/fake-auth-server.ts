import type { SessionEndReason } from '../../src/client/generated/operations.js'
import type { Clock } from '../../src/client/platform/environment.js'

export interface CookieJar {
  refreshToken: string | null
}

interface Session {
  id: string
  user: string
  generation: number
  rotatedAtMs: number
  /** The attempt that made the present generation. */
  attempt: string | null
  /** Whether the server has seen an access token of the present generation. */
  isUsed: boolean
  ended: SessionEndReason | null
  delivery: 'COOKIE' | 'BODY'
}

export interface Asked {
  operation: string
  token: string | null
  /** From the body or the cookie. */
  refreshToken: string | null
}

type Outage = 'no network' | 'html' | 'UNAVAILABLE' | 'THROTTLED' | 'silence'

const accessLifetime = 900
/** After which a system gives a connection up that nothing comes from. */
const silenceMs = 120_000

/** As much of the server as the client sees: sessions, rotation with grace, typed answers. Passwords are user names. */
export class FakeAuthServer {
  readonly url = 'https://auth.example.com/graphql'
  readonly asked: Asked[] = []
  /** For each `Pay` that was executed, by whom. */
  readonly payments: string[] = []
  outage: Outage | null = null
  /** The next answers to this operation get lost after it was executed. */
  lost: string[] = []
  /** Answers to this operation wait for the promise. */
  gates = new Map<string, Promise<unknown>>()
  retryAfter = 0
  /** Every access token is refused with this reason, the newest too; undefined: as another server, without a reason. */
  refusing: string | null | undefined = null
  readonly #clock: Clock
  readonly #sessions = new Map<string, Session>()
  readonly #tokens = new Map<string, { session: Session; generation: number; untilMs: number }>()
  #count = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  count(operation: string): number {
    return this.asked.filter((each) => each.operation === operation).length
  }

  /** Ends every session of the user. */
  endSessions(user: string, reason: SessionEndReason): void {
    for (const session of this.#sessions.values()) if (session.user === user) session.ended ??= reason
  }

  isLive(user: string): boolean {
    return [...this.#sessions.values()].some((session) => session.user === user && session.ended === null)
  }

  /** Access tokens handed out so far count no more, as if their time were over. */
  expireTokens(): void {
    for (const token of this.#tokens.values()) token.untilMs = 0
  }

  fetchFrom(jar: CookieJar): typeof fetch {
    return async (_url, init) => {
      const { operation, input, ...asked } = readRequest(init, jar)
      this.asked.push({ operation, ...asked })
      await this.#fail(init?.signal ?? null)
      if (this.outage === 'html') return new Response('<h1>Bad gateway</h1>', { status: 502 })
      const { data, errors, setCookie } = this.#answer(operation, { ...asked, input })
      await this.gates.get(operation)
      init?.signal?.throwIfAborted()
      if (this.lost[0] === operation) {
        this.lost.shift()
        throw new TypeError('connection reset')
      }
      if (setCookie !== undefined) jar.refreshToken = setCookie
      return Response.json({ data, ...(errors === undefined ? {} : { errors }) })
    }
  }

  async #fail(signal: AbortSignal | null): Promise<void> {
    if (this.outage === 'no network') throw new TypeError('fetch failed')
    if (this.outage === 'silence') {
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        this.#clock.setTimeout(() => reject(new TypeError('fetch failed')), silenceMs)
      })
    }
  }

  #answer(
    operation: string,
    asked: { token: string | null; refreshToken: string | null; input: Record<string, string> },
  ) {
    if (this.outage !== null) return this.#unavailable()
    if (operation === 'Refresh') return this.#refresh(asked.refreshToken, asked.input.attemptId ?? null)
    if (operation === 'Login') return this.#login(asked.input)
    if (operation === 'Logout') return this.#logout(asked)
    if (operation === 'AuthConfig') return { data: { authConfig: { __typename: 'AuthConfig', emailRequired: true } } }
    return this.#asCaller(operation, asked.token)
  }

  #unavailable(): Answer {
    if (this.outage === 'THROTTLED') {
      const problem = { __typename: 'Throttled', code: 'THROTTLED', message: 'Later.', retryAfter: this.retryAfter }
      return { data: { refresh: problem } }
    }
    const extensions = { code: 'UNAVAILABLE', retryAfter: this.retryAfter }
    return { data: null, errors: [{ message: 'The server cannot do this now.', extensions, path: ['refresh'] }] }
  }

  #refresh(refreshToken: string | null, attempt: string | null): Answer {
    const [, id = '', generation] = /^lk_rt_(\w+)\.(\d+)$/.exec(refreshToken ?? '') ?? []
    const session = this.#sessions.get(id)
    const reason = session === undefined ? 'UNKNOWN_TOKEN' : session.ended
    if (session === undefined || reason !== null) {
      return { data: { refresh: { __typename: 'SessionEnded', code: 'SESSION_ENDED', message: 'Ended.', reason } } }
    }
    this.#rotate(session, Number(generation), attempt)
    if (session.ended !== null) return this.#refresh(refreshToken, attempt)
    return this.#handOver({ refresh: { __typename: 'Refreshed' } }, session)
  }

  #rotate(session: Session, presented: number, attempt: string | null): void {
    const now = this.#clock.now()
    if (presented === session.generation) {
      Object.assign(session, { generation: presented + 1, rotatedAtMs: now, isUsed: false, attempt })
      return
    }
    const isRepeated = !session.isUsed && attempt !== null && attempt === session.attempt
    const isGrace = now < session.rotatedAtMs + 30_000
    if (presented !== session.generation - 1 || !(isRepeated || isGrace)) session.ended = 'REPLAYED'
  }

  #login({ identifier = '', password, delivery = 'BODY' }: Record<string, string>): Answer {
    if (password !== identifier) {
      return { data: { login: { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: 'No.' } } }
    }
    const id = `s${++this.#count}`
    const session: Session = {
      id,
      user: identifier,
      generation: 1,
      rotatedAtMs: 0,
      attempt: null,
      isUsed: true,
      ended: null,
      delivery: delivery as 'BODY',
    }
    this.#sessions.set(id, session)
    return this.#handOver({ login: { __typename: 'SignedIn', user: userNamed(identifier) } }, session)
  }

  #handOver(data: Record<string, object>, session: Session): Answer {
    const accessToken = `at${++this.#count}-${session.user}`
    const untilMs = this.#clock.now() + accessLifetime * 1000
    this.#tokens.set(accessToken, { session, generation: session.generation, untilMs })
    const refreshToken = `lk_rt_${session.id}.${session.generation}`
    const inBody = session.delivery === 'BODY'
    const tokens = { accessToken, expiresIn: accessLifetime, refreshToken: inBody ? refreshToken : null }
    for (const outcome of Object.values(data)) Object.assign(outcome, { tokens, session: { id: session.id } })
    return inBody ? { data } : { data, setCookie: refreshToken }
  }

  #logout({ token, refreshToken }: { token: string | null; refreshToken: string | null }): Answer {
    const [, id] = /^lk_rt_(\w+)\./.exec(refreshToken ?? '') ?? []
    const session = this.#sessions.get(id ?? '') ?? this.#tokens.get(token ?? '')?.session
    if (session !== undefined) session.ended ??= 'LOGGED_OUT'
    return { data: { logout: { revokedSessions: session === undefined ? 0 : 1 } }, setCookie: null }
  }

  #asCaller(operation: string, token: string | null): Answer {
    const field = operation.charAt(0).toLowerCase() + operation.slice(1)
    const known = this.#tokens.get(token ?? '')
    const reason = this.#whyRefused(token, known)
    if (reason !== null) {
      const isMutation = operation.startsWith('Pay')
      const error = { message: 'No.', path: [field], extensions: { code: 'UNAUTHENTICATED', reason } }
      return { data: isMutation ? null : { [field]: null }, errors: [error] }
    }
    const user = known?.session.user ?? ''
    if (known !== undefined && known.generation === known.session.generation) known.session.isUsed = true
    if (operation === 'Pay') this.payments.push(user)
    return { data: { [field]: operation === 'Me' ? userNamed(user) : user } }
  }

  #whyRefused(token: string | null, known?: { session: Session; untilMs: number }): string | null | undefined {
    if (token === null) return 'TOKEN_MISSING'
    if (this.refusing !== null) return this.refusing
    if (known === undefined) return 'TOKEN_INVALID'
    if (known.session.ended !== null) return 'SESSION_ENDED'
    return this.#clock.now() < known.untilMs ? null : 'TOKEN_EXPIRED'
  }
}

function readRequest(init: RequestInit | undefined, jar: CookieJar) {
  const { query, variables } = JSON.parse(String(init?.body)) as { query: string; variables?: { input?: object } }
  const input = { ...variables?.input } as Record<string, string>
  const cookie = init?.credentials === 'include' ? jar.refreshToken : null
  return {
    operation: /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? '',
    token: new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? null,
    refreshToken: input.refreshToken ?? cookie,
    input,
  }
}

interface Answer {
  data: object | null
  errors?: object[]
  setCookie?: string | null
}

export function userNamed(id: string) {
  return { __typename: 'User', id, username: id, email: `${id}@example.com`, emailVerified: true }
}
