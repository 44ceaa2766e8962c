import { createDice, emailOf, password } from '../seeding/population.ts'
import type { Shooter, Shot } from './load.ts'

const json = { 'content-type': 'application/json' }

function ask(query: string, variables: object, token?: string): Shot {
  const headers: Record<string, string> = token === undefined ? json : { ...json, authorization: `Bearer ${token}` }
  return { headers, body: JSON.stringify({ query, variables }) }
}

/** A text that the right answer has and every problem and error lacks. */
export const expected = {
  me: '"data":{"me":{"id"',
  sessions: '"data":{"me":{"sessions":[{"id"',
  verifyToken: '"__typename":"TokenClaims"',
  login: '"__typename":"SignedIn"',
  register: '"__typename":"SignedIn"',
  refresh: '"__typename":"Refreshed"',
  logout: '"revokedSessions":1}',
} as const

export type Operation = keyof typeof expected

const documents: Record<Operation, string> = {
  me: 'query Me { me { id email } }',
  sessions: 'query Sessions { me { sessions { id current deviceName lastUsedAt } } }',
  verifyToken:
    'query VerifyToken($token: String!) { verifyToken(token: $token) { __typename ... on TokenClaims { userId sessionId expiresAt } ... on Problem { code } } }',
  login:
    'mutation Login($input: LoginInput!) { login(input: $input) { __typename ... on SignedIn { user { id email } tokens { accessToken refreshToken } } ... on Problem { code } } }',
  register:
    'mutation Register($input: RegisterInput!) { register(input: $input) { __typename ... on SignedIn { user { id email } tokens { accessToken refreshToken } } ... on Problem { code } } }',
  refresh:
    'mutation Refresh($input: RefreshInput!) { refresh(input: $input) { __typename ... on Refreshed { tokens { accessToken refreshToken } } ... on Problem { code } } }',
  logout: 'mutation Logout { logout { revokedSessions } }',
}

/** `me` without anybody: for servers that answer the same to everybody. */
export const staticMe: Shooter = { next: () => ask(documents.me, {}) }

/** Each request with another of the tokens, in an order of its own for each connection. */
export function withTokens(operation: 'me' | 'sessions' | 'verifyToken', tokens: readonly string[]) {
  return (connection: number): Shooter => {
    const dice = createDice(connection + 1)
    const shots = (token: string) =>
      operation === 'verifyToken' ? ask(documents.verifyToken, { token }) : ask(documents[operation], {}, token)
    return { next: () => shots(tokens[dice(tokens.length)] as string) }
  }
}

/** Each request signs another user in. */
export function logins(users: number) {
  return (connection: number): Shooter => {
    const dice = createDice(connection + 1)
    return { next: () => ask(documents.login, { input: { identifier: emailOf(dice(users)), password } }) }
  }
}

/** Each request registers a new user. Without mail, because the peers send none either. */
export function registrations(): () => Shooter {
  const run = process.hrtime.bigint().toString(36)
  let count = 0
  const next = () =>
    ask(documents.register, { input: { email: `new${run}${count++}@example.com`, password, sendEmail: false } })
  return () => ({ next })
}

/** Each request ends another session; `tokens` must hold one for each request. */
export function logouts(tokens: string[]): () => Shooter {
  const next = () => ask(documents.logout, {}, tokens.pop() ?? '')
  return () => ({ next })
}

const refreshToken = /"(lk_rt_[\w-]+)"/

/**
 * Rotates many sessions in turn: each connection has its share, and every answer gives the token of that session's next
 * request. `tokens` is kept up to date, so that the next round goes on from here.
 */
export function refreshes(tokens: string[], connections: number) {
  return (connection: number): Shooter => {
    let place = connection
    return {
      next() {
        place = place + connections < tokens.length ? place + connections : connection
        return ask(documents.refresh, { input: { refreshToken: tokens[place] } })
      },
      answered(body) {
        tokens[place] = refreshToken.exec(body)?.[1] ?? ''
      },
    }
  }
}
