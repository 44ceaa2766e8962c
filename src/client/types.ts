import type {
  LoginInput,
  LoginMutation,
  LogoutScope,
  MeQuery,
  RegisterInput,
  RegisterMutation,
  SessionEndReason,
  TokenDelivery,
} from './generated/operations.js'
import type { Channel, Clock, Locks, Memo } from './platform/environment.js'

export type AuthUser = NonNullable<MeQuery['me']>
export type LoginResult = LoginMutation['login']
export type RegisterResult = RegisterMutation['register']
export type SignedIn = Extract<LoginResult, { __typename: 'SignedIn' }>

/** `loading`: it is not known yet whether there is a session. */
export type AuthStatus = 'loading' | 'signedIn' | 'signedOut'
export type SignOutReason = SessionEndReason

export interface AuthState {
  readonly status: AuthStatus
  /** Null unless signed in. */
  readonly user: AuthUser | null
  /** Why the last session ended. Null while signed in, and when there was none. */
  readonly reason: SignOutReason | null
  /** The server did not answer the last refresh. Nothing is lost: it is asked again, with growing pauses. */
  readonly unreachable: boolean
}

/** Keeps the refresh token in `BODY` delivery. Methods may throw or reject: then the token is kept in memory. */
export interface RefreshTokenStorage {
  get(): Promise<string | null> | string | null
  set(token: string): Promise<void> | void
  clear(): Promise<void> | void
  /** False when every tab has a store of its own. Default: true. */
  readonly shared?: boolean
}

export interface AuthClientOptions {
  /** Address of the GraphQL endpoint. */
  url: string
  /** How the refresh token is kept. Default: `COOKIE` where there is a `document`, else `BODY`. */
  delivery?: TokenDelivery
  /** For `BODY`. Default: `memoryStorage()`. */
  storage?: RefreshTokenStorage
  /** Shown in the list of sessions. */
  deviceName?: string
  /** How long an operation waits for a server that does not answer, in seconds. Default: 30. */
  patience?: number
  fetch?: typeof fetch
  clock?: Clock
  /** A number from 0 up to 1. */
  random?: () => number
  /** Null: no Web Locks. Default: those of the browser. */
  locks?: Locks | null
  /** Null: other tabs are not told. Default: BroadcastChannel where there is one. */
  channel?: ((name: string) => Channel) | null
  /** Where a logout that the server has not heard of yet is noted. Default: localStorage where there is one. */
  memo?: Memo | null
}

export interface AccessTokenOptions {
  /** Refreshes although the token has not expired. */
  fresh?: boolean
  /** A token that a server refused: refreshes unless there is another one by now, or this one is only seconds old. */
  insteadOf?: string
}

export interface AuthClient {
  readonly url: string
  readonly state: AuthState
  /** Finds out whether there is a session. Asks once, however often it is called; never rejects. */
  start(): Promise<AuthState>
  /** Calls the listener at every change, not at once. Returns what ends that. */
  subscribe(listener: (state: AuthState) => void): () => void
  /** Rejects with `AuthUnreachable`. Every other outcome is a member of the union. */
  login(input: Omit<LoginInput, 'delivery'>): Promise<LoginResult>
  register(input: Omit<RegisterInput, 'delivery'>): Promise<RegisterResult>
  /**
   * `CURRENT` (default) and `ALL`: signed out at once and in every tab, also when the server cannot be reached; it is
   * told later then. `OTHERS`: this session stays; rejects with `AuthUnreachable`.
   */
  logout(scope?: LogoutScope): Promise<void>
  /** For `Authorization: Bearer`. Null when signed out. Rejects with `AuthUnreachable` when it cannot be known. */
  accessToken(options?: AccessTokenOptions): Promise<string | null>
  /** Takes over the outcome of a `login` or `register` that was sent by other means. False when it is no SignedIn. */
  adopt(result: { __typename: string }): Promise<boolean>
  /** Asks `me` again: after updateProfile, verifyEmail and the like. Rejects with `AuthUnreachable`. */
  refreshUser(): Promise<void>
  /** Ends timers and leaves the other tabs. The session goes on. */
  dispose(): void
}
