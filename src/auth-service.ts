import type { ProofInput } from './email-verification/check-proof.js'
import {
  type RequestEmailCodeInput,
  type RequestEmailCodeOutcome,
  requestEmailCode,
} from './email-verification/request-email-code.js'
import { type ChangePasswordInput, type ChangePasswordOutcome, changePassword } from './passwords/change-password.js'
import type { PasswordPolicy } from './passwords/policy.js'
import {
  type RequestPasswordResetInput,
  type RequestPasswordResetOutcome,
  requestPasswordReset,
} from './passwords/request-reset.js'
import { type ResetPasswordInput, type ResetPasswordOutcome, resetPassword } from './passwords/reset-password.js'
import type { Client } from './platform/request-metadata.js'
import type { RegisterInput } from './registration/check-input.js'
import { type RegisterNeeds, type RegisterOutcome, register } from './registration/register.js'
import {
  type Caller,
  identifyRequester,
  type PossibleCaller,
  type Requester,
  type SignedInRequester,
} from './sessions/authenticate-request.js'
import {
  type LoggedOut,
  type LogoutCaller,
  type LogoutScope,
  logout,
  type RevokeSessionOutcome,
  revokeSession,
} from './sessions/end-session.js'
import type { OwnSession, OwnUser } from './sessions/issue-tokens.js'
import { listSessions, showSession } from './sessions/list-sessions.js'
import { type RefreshNeeds, type RefreshOutcome, refreshSession } from './sessions/refresh-session.js'
import { type VerifyTokenOutcome, verifyToken } from './sessions/verify-token.js'
import { type LoginInput, type LoginNeeds, type LoginOutcome, login } from './sign-in/login.js'
import { asUnavailable } from './store/engine/unavailable.js'
import type { Profile } from './store/tables/users.js'
import { findProfile } from './store/users.js'
import type { PublicJwk, SigningKeys } from './tokens/signing-keys.js'
import {
  type RequestEmailChangeInput,
  type RequestEmailChangeOutcome,
  requestEmailChange,
} from './users/change-email.js'
import {
  type ConfirmEmailChangeInput,
  type ConfirmEmailChangeOutcome,
  confirmEmailChange,
} from './users/confirm-email-change.js'
import { type DeleteAccountOutcome, deleteAccount } from './users/delete-account.js'
import type { RegistrationRules } from './users/registration-rules.js'
import { type UpdateProfileInput, type UpdateProfileOutcome, updateProfile } from './users/update-profile.js'
import { type VerifyEmailOutcome, verifyEmail } from './users/verify-email.js'

/**
 * Every use case of the product, without HTTP and without GraphQL: the API for those who embed Latchkey. Expected
 * outcomes are values with a `kind`. What rejects is a surprise; {@link AuthService.asUnavailable} tells whether
 * trying again later is worth it.
 */
export interface AuthService {
  identify(authorization: string | undefined): Promise<Requester>
  verifyToken(token: string): Promise<VerifyTokenOutcome>

  register(input: RegisterInput, client: Client): Promise<RegisterOutcome>
  login(input: LoginInput, client: Client): Promise<LoginOutcome>
  refresh(refreshToken: string, client: Client): Promise<RefreshOutcome>
  logout(scope: LogoutScope, caller: LogoutCaller): Promise<LoggedOut>
  revokeSession(sessionId: string, caller: Caller): Promise<RevokeSessionOutcome>
  updateProfile(input: UpdateProfileInput, caller: Caller): Promise<UpdateProfileOutcome>
  changePassword(input: ChangePasswordInput, caller: Caller): Promise<ChangePasswordOutcome>
  deleteAccount(input: { currentPassword: string }, caller: Caller): Promise<DeleteAccountOutcome>

  requestEmailCode(input: RequestEmailCodeInput, client: Client): Promise<RequestEmailCodeOutcome>
  verifyEmail(input: ProofInput, caller: PossibleCaller): Promise<VerifyEmailOutcome>
  requestPasswordReset(input: RequestPasswordResetInput, client: Client): Promise<RequestPasswordResetOutcome>
  resetPassword(input: ResetPasswordInput, client: Client): Promise<ResetPasswordOutcome>
  requestEmailChange(input: RequestEmailChangeInput, caller: Caller): Promise<RequestEmailChangeOutcome>
  confirmEmailChange(input: ConfirmEmailChangeInput, caller: PossibleCaller): Promise<ConfirmEmailChangeOutcome>

  profileOf(user: OwnUser): Promise<Profile | null>
  sessionsOf(user: OwnUser): Promise<OwnSession[]>
  sessionOf(requester: SignedInRequester): Promise<OwnSession | null>
  readonly registrationRules: RegistrationRules
  /** The key set with which others verify access tokens (RFC 7517). */
  publicKeys(): PublicJwk[]
  /** Rejects while the database does not answer. */
  ping(): Promise<void>
  /** Seconds after which to try again when the error says that the service cannot answer now; else null. */
  asUnavailable(error: unknown): { retryAfterSeconds: number; part: 'database' | 'passwords' } | null
}

export interface Parts extends RegisterNeeds, LoginNeeds, RefreshNeeds {
  signingKeys: SigningKeys
  passwordPolicy: PasswordPolicy
}

export function createAuthService(parts: Parts): AuthService {
  return {
    identify: (authorization) => identifyRequester(parts, authorization),
    verifyToken: (token) => verifyToken(parts, token),

    register: (input, client) => register(parts, input, client),
    login: (input, client) => login(parts, input, client),
    refresh: (refreshToken, client) => refreshSession(parts, refreshToken, client),
    logout: (scope, caller) => logout(parts, scope, caller),
    revokeSession: (sessionId, { requester, client }) => revokeSession(parts, { requester, sessionId }, client),
    updateProfile: (input, caller) => updateProfile(parts, input, caller),
    changePassword: (input, caller) => changePassword(parts, input, caller),
    deleteAccount: (input, caller) => deleteAccount(parts, input, caller),

    requestEmailCode: (input, client) => requestEmailCode(parts, input, client),
    verifyEmail: (input, caller) => verifyEmail(parts, input, caller),
    requestPasswordReset: (input, client) => requestPasswordReset(parts, input, client),
    resetPassword: (input, client) => resetPassword(parts, input, client),
    requestEmailChange: (input, caller) => requestEmailChange(parts, input, caller),
    confirmEmailChange: (input, caller) => confirmEmailChange(parts, input, caller),

    profileOf: (user) => findProfile(parts.store.read, user.id),
    sessionsOf: (user) => listSessions(parts, user),
    sessionOf: ({ session }) => showSession(parts, session),
    registrationRules: parts.registration,
    publicKeys: () => parts.signingKeys.publicKeys(),
    ping: () => parts.store.ping(),
    asUnavailable,
  }
}
