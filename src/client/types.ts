import type {
  LoginInput,
  LoginMutation,
  LogoutScope,
  MeQuery,
  ReauthenticateMutation,
  RegisterInput,
  RegisterMutation,
  SessionEndReason,
  TokenDelivery,
} from './generated/operations.js'
import type { ClientEnvironment } from './platform/environment.js'

/** The signed-in user, with the fields that `Me` asks for. */
export type AuthUser = NonNullable<MeQuery['me']>
/** The outcome of `login`: switch over `__typename`. */
export type LoginResult = LoginMutation['login']
/** The outcome of `register`: switch over `__typename`. */
export type RegisterResult = RegisterMutation['register']
/** The outcome of a sign-in that opened a session. */
export type SignedIn = Extract<LoginResult, { __typename: 'SignedIn' }>

/** The outcome of a `reauthenticate` that was right. */
export type Reauthenticated = Extract<ReauthenticateMutation['reauthenticate'], { __typename: 'Reauthenticated' }>

/** `loading`: the client does not know yet whether there is a session. */
export type AuthStatus = 'loading' | 'signedIn' | 'signedOut'
/** Why a session ended. */
export type SignOutReason = SessionEndReason

/** The state of the client. It is replaced at every change and never changed in place. */
export interface AuthState {
  /** Whether a user is signed in. */
  readonly status: AuthStatus
  /** Null unless signed in. */
  readonly user: AuthUser | null
  /** Why the last session ended. Null while signed in, and if there was no session. */
  readonly reason: SignOutReason | null
  /** Whether the last refresh got no answer. The session is kept; the client tries again with growing pauses. */
  readonly unreachable: boolean
}

/**
 * Keeps the refresh token in `BODY` delivery. The text is opaque: it also has the attempt of the next refresh, which lets
 * a client that crashed get a lost answer. If a method throws or rejects, the token is kept in memory.
 */
export interface RefreshTokenStorage {
  /** The stored token. Null if there is none. */
  get(): Promise<string | null> | string | null
  /** Replaces the stored token. */
  set(token: string): Promise<void> | void
  /** Deletes the stored token. */
  clear(): Promise<void> | void
  /** Whether all tabs of the browser use one store. Default: true. */
  readonly shared?: boolean
}

/**
 * Keeps the device token in `BODY` delivery. It says that a user has signed in here before, and opens nothing. So it stays
 * after a sign-out. If a method throws or rejects, the client goes on without the token.
 */
export interface DeviceTokenStorage {
  /** The stored token. Null if there is none. */
  get(): Promise<string | null> | string | null
  /** Replaces the stored token. */
  set(token: string): Promise<void> | void
}

/** Options of {@link createAuthClient}. */
export interface AuthClientOptions {
  /** Address of the GraphQL endpoint. */
  url: string
  /** How the refresh token reaches the client. Default: `COOKIE` if there is a `document`, else `BODY`. */
  delivery?: TokenDelivery
  /** Where the refresh token is kept in `BODY` delivery. Default: `memoryStorage()`. */
  storage?: RefreshTokenStorage
  /** Where the device token is kept in `BODY` delivery. Default: in memory. */
  deviceTokenStorage?: DeviceTokenStorage
  /** A name for this device in the list of sessions: up to 100 code points. */
  deviceName?: string
  /** Maximum wait of an operation for an access token, in seconds. Default: 30. */
  timeoutSeconds?: number
  /** Sends requests. Default: the global `fetch`. */
  fetch?: typeof fetch
  /** Replaces parts of the platform, in tests or where a platform lacks them. Default: those of the platform. */
  environment?: Partial<ClientEnvironment>
}

/** Options of {@link AuthClient.accessToken}. */
export interface AccessTokenOptions {
  /** True: refresh although the token has not expired. */
  fresh?: boolean
  /** A token that a server refused. Refresh, unless there is another token now or this one is only seconds old. */
  insteadOf?: string
}

/** Keeps a user signed in: holds the tokens, refreshes them, and shares the session with the other tabs. */
export interface AuthClient {
  /** Address of the GraphQL endpoint. */
  readonly url: string
  /** How the refresh token reaches this client. */
  readonly delivery: TokenDelivery
  /** The name of this device, if the options have one. */
  readonly deviceName: string | undefined
  /** The state now. {@link AuthClient.subscribe} tells about changes. */
  readonly state: AuthState
  /** Asks the server whether there is a session. Asks once, also if it is called again. Never rejects. */
  start(): Promise<AuthState>
  /** Calls the listener at every change, but not at once. Returns a function that ends the subscription. */
  subscribe(listener: (state: AuthState) => void): () => void
  /** Signs in with a password. Rejects with `AuthUnreachableError`. All other outcomes are members of the union. */
  login(input: Omit<LoginInput, 'delivery'>): Promise<LoginResult>
  /** Creates an account. Rejects with `AuthUnreachableError`. All other outcomes are members of the union. */
  register(input: Omit<RegisterInput, 'delivery'>): Promise<RegisterResult>
  /**
   * `CURRENT` (default) and `ALL`: signs out at once in every tab. If the server cannot be reached, the client sends the
   * logout later. `OTHERS`: keeps this session, and rejects with `AuthUnreachableError`.
   */
  logout(scope?: LogoutScope): Promise<void>
  /** An access token for `Authorization: Bearer`. Null when signed out. Rejects with `AuthUnreachableError`. */
  accessToken(options?: AccessTokenOptions): Promise<string | null>
  /**
   * Uses the outcome of an operation that the app sent by itself: a way in, or `reauthenticate`. Returns whether it has
   * opened a session.
   */
  adopt(result: { __typename: string }): Promise<boolean>
  /**
   * Sends an operation without an access token, in turn with refreshes, and takes over a session that it opens. Rejects
   * with `AuthUnreachableError`.
   */
  send<Data extends object>(query: string, input: object): Promise<Data>
  /** Reads the user again, for example after updateProfile or verifyEmail. Rejects with `AuthUnreachableError`. */
  refreshUser(): Promise<void>
  /** Stops timers and disconnects from the other tabs. The session stays open. */
  dispose(): void
}
