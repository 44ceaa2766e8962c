import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  type ChangePasswordInput,
  type ChangePasswordNeeds,
  type ChangePasswordOutcome,
  changePassword,
} from './change-password.js'
import { type RemovePasswordNeeds, type RemovePasswordOutcome, removePassword } from './remove-password.js'
import {
  type RequestPasswordResetInput,
  type RequestPasswordResetNeeds,
  type RequestPasswordResetOutcome,
  requestPasswordReset,
} from './request-reset.js'
import {
  type ResetPasswordInput,
  type ResetPasswordNeeds,
  type ResetPasswordOutcome,
  resetPassword,
} from './reset-password.js'

/** The part of `AuthService` for passwords. */
export interface PasswordService {
  /**
   * Replaces the caller's password, or sets the first one. Without `currentPassword` the session must have been
   * authenticated recently, else the outcome is `reauthenticationRequired`. Ends the other sessions unless asked not to.
   */
  changePassword(input: ChangePasswordInput, caller: Caller): Promise<ChangePasswordOutcome>
  /** Removes the password of a user who can sign in with a passkey. Needs a recent proof of identity. */
  removePassword(caller: Caller): Promise<RemovePasswordOutcome>
  /** Mails a link that resets the password. The outcome is the same for known and unknown addresses. */
  requestPasswordReset(input: RequestPasswordResetInput, client: RequestMetadata): Promise<RequestPasswordResetOutcome>
  /** Sets a password with a mailed token or code. Ends all sessions of the user and opens none. */
  resetPassword(input: ResetPasswordInput, client: RequestMetadata): Promise<ResetPasswordOutcome>
}

export function createPasswordService(
  needs: ChangePasswordNeeds & RemovePasswordNeeds & RequestPasswordResetNeeds & ResetPasswordNeeds,
): PasswordService {
  return {
    changePassword: (input, caller) => changePassword(needs, input, caller),
    removePassword: (caller) => removePassword(needs, caller),
    requestPasswordReset: (input, client) => requestPasswordReset(needs, input, client),
    resetPassword: (input, client) => resetPassword(needs, input, client),
  }
}
