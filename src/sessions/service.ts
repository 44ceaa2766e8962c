import type { RequestMetadata } from '../platform/request-metadata.js'
import {
  type AuthenticateNeeds,
  authenticateRequest,
  type Caller,
  type PossibleCaller,
  type Requester,
  type SessionRequester,
} from './authenticate-request.js'
import {
  type LoggedOut,
  type LogoutInput,
  logout,
  type RevokeSessionInput,
  type RevokeSessionOutcome,
  revokeSession,
} from './end-session.js'
import { listSessions, showSession } from './list-sessions.js'
import { type RefreshInput, type RefreshNeeds, type RefreshOutcome, refreshSession } from './refresh-session.js'
import { type VerifyTokenOutcome, verifyToken } from './verify-token.js'
import type { OwnSession, OwnUser } from './views.js'

/** The part of `AuthService` for sessions and tokens. */
export interface SessionService {
  /**
   * Reads the value of an Authorization header, `Bearer` and an access token (RFC 6750, section 2.1). Undefined is a
   * request without credentials. One read of the database.
   */
  authenticate(authorization: string | undefined): Promise<Requester>
  /** Reads an access token by the rules of {@link SessionService.authenticate}. It takes no other kind of token. */
  verifyToken(token: string): Promise<VerifyTokenOutcome>
  /**
   * Replaces a refresh token (RFC 6749, section 6; RFC 9700, section 4.14.2). `sessionEnded` says why the session has
   * ended; the user must sign in again.
   */
  refresh(input: RefreshInput, client: RequestMetadata): Promise<RefreshOutcome>
  /** Ends sessions of the caller. It never fails: `revokedSessions` is 0 without a session. */
  logout(input: LogoutInput, caller: PossibleCaller): Promise<LoggedOut>
  /** Ends one session of the caller. `sessionNotFound` for sessions of other users, unknown and ended ones alike. */
  revokeSession(input: RevokeSessionInput, caller: Caller): Promise<RevokeSessionOutcome>
  /** The live sessions of the user, the most recently used first. */
  sessionsOf(user: OwnUser): Promise<OwnSession[]>
  /** The caller's own session. Null when it was deleted since the request was authenticated. */
  sessionOf(requester: SessionRequester): Promise<OwnSession | null>
}

export function createSessionService(needs: AuthenticateNeeds & RefreshNeeds): SessionService {
  return {
    authenticate: (authorization) => authenticateRequest(needs, authorization),
    verifyToken: (token) => verifyToken(needs, token),
    refresh: (input, client) => refreshSession(needs, input, client),
    logout: (input, caller) => logout(needs, input, caller),
    revokeSession: (input, caller) => revokeSession(needs, input, caller),
    sessionsOf: (user) => listSessions(needs, user),
    sessionOf: ({ session }) => showSession(needs, session),
  }
}
