import type { Caller, PossibleCaller } from '../sessions/authenticate-request.js'
import type { OwnUser } from '../sessions/views.js'
import type { Profile } from '../store/tables/users.js'
import { findProfile } from '../store/users.js'
import {
  type RequestEmailChangeInput,
  type RequestEmailChangeNeeds,
  type RequestEmailChangeOutcome,
  requestEmailChange,
} from './change-email.js'
import {
  type ConfirmEmailChangeInput,
  type ConfirmEmailChangeOutcome,
  confirmEmailChange,
} from './confirm-email-change.js'
import { type DeleteAccountInput, type DeleteAccountOutcome, deleteAccount } from './delete-account.js'
import {
  type UpdateProfileInput,
  type UpdateProfileNeeds,
  type UpdateProfileOutcome,
  updateProfile,
} from './update-profile.js'

/** The part of `AuthService` for accounts and their addresses. */
export interface UserService {
  /** Changes the username and the profile. A field that is left out keeps its value; null clears it. */
  updateProfile(input: UpdateProfileInput, caller: Caller): Promise<UpdateProfileOutcome>
  /** Deletes the caller's account. Needs the current password or a recent proof of identity. Only audit events stay. */
  deleteAccount(input: DeleteAccountInput, caller: Caller): Promise<DeleteAccountOutcome>
  /** Mails a proof to a new address. Needs the current password or a recent proof of identity. */
  requestEmailChange(input: RequestEmailChangeInput, caller: Caller): Promise<RequestEmailChangeOutcome>
  /** Replaces the user's address, with the mailed token, or with the mailed code and a session of the user. */
  confirmEmailChange(input: ConfirmEmailChangeInput, caller: PossibleCaller): Promise<ConfirmEmailChangeOutcome>
  /** The stored profile. Null if the user has none: all fields are then empty. */
  profileOf(user: OwnUser): Promise<Profile | null>
}

export function createUserService(needs: UpdateProfileNeeds & RequestEmailChangeNeeds): UserService {
  return {
    updateProfile: (input, caller) => updateProfile(needs, input, caller),
    deleteAccount: (input, caller) => deleteAccount(needs, input, caller),
    requestEmailChange: (input, caller) => requestEmailChange(needs, input, caller),
    confirmEmailChange: (input, caller) => confirmEmailChange(needs, input, caller),
    profileOf: (user) => findProfile(needs.store.read, user.id),
  }
}
