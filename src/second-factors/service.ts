import { forgetTrustedDevices } from '../devices/trust-device.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import {
  type CreateRecoveryCodesNeeds,
  type CreateRecoveryCodesOutcome,
  createRecoveryCodes,
} from '../recovery-codes/create-recovery-codes.js'
import type { Caller, PossibleCaller } from '../sessions/authenticate-request.js'
import type { OwnUser } from '../sessions/views.js'
import {
  type ConfirmTotpInput,
  type ConfirmTotpNeeds,
  type ConfirmTotpOutcome,
  confirmTotp,
} from '../totp/confirm-totp.js'
import { type RemoveTotpNeeds, type RemoveTotpOutcome, removeTotp } from '../totp/remove-totp.js'
import { type StartTotpInput, type StartTotpNeeds, type StartTotpOutcome, startTotp } from '../totp/start-totp.js'
import {
  type ContinueSignInInput,
  type ContinueSignInNeeds,
  type ContinueSignInOutcome,
  continueSignIn,
} from './continue-sign-in.js'
import { type FactorsOfUser, listFactors } from './list-factors.js'
import {
  type ReauthenticateInput,
  type ReauthenticateNeeds,
  type ReauthenticateOutcome,
  reauthenticate,
} from './reauthenticate.js'

/** The part of `AuthService` for second factors and for proofs of identity. */
export interface SecondFactorService {
  /** Answers `secondFactorRequired` with exactly one factor. `invalidToken`: the sign-in must begin again. */
  continueSignIn(input: ContinueSignInInput, client: RequestMetadata): Promise<ContinueSignInOutcome>
  /** The caller proves anew who they are, and gets an access token that says so. The refresh token stays. */
  reauthenticate(input: ReauthenticateInput, caller: Caller): Promise<ReauthenticateOutcome>
  /** Makes a secret for an authenticator app (RFC 6238). A signed-in caller needs a recent proof of identity. */
  startTotp(input: StartTotpInput, caller: PossibleCaller): Promise<StartTotpOutcome>
  /** Turns the app on with its first code. With a sign-in token it also signs in. */
  confirmTotp(input: ConfirmTotpInput, caller: PossibleCaller): Promise<ConfirmTotpOutcome>
  /** Turns the app off. Needs a recent proof of identity. */
  removeTotp(caller: Caller): Promise<RemoveTotpOutcome>
  /** Ten fresh recovery codes, given once; the older ones are void. Needs a recent proof of identity. */
  createRecoveryCodes(caller: Caller): Promise<CreateRecoveryCodesOutcome>
  /** Every device of the caller needs the second factor again. */
  forgetTrustedDevices(caller: Caller): Promise<{ kind: 'trustedDevicesForgotten'; forgottenDevices: number }>
  /** What the user can prove who they are with. */
  factorsOf(user: OwnUser): Promise<FactorsOfUser>
}

export type SecondFactorNeeds = ContinueSignInNeeds &
  ReauthenticateNeeds &
  StartTotpNeeds &
  ConfirmTotpNeeds &
  RemoveTotpNeeds &
  CreateRecoveryCodesNeeds

export function createSecondFactorService(needs: SecondFactorNeeds): SecondFactorService {
  return {
    continueSignIn: (input, client) => continueSignIn(needs, input, client),
    reauthenticate: (input, caller) => reauthenticate(needs, input, caller),
    forgetTrustedDevices: (caller) => forgetTrustedDevices(needs, caller),
    startTotp: (input, caller) => startTotp(needs, input, caller),
    confirmTotp: (input, caller) => confirmTotp(needs, input, caller),
    removeTotp: (caller) => removeTotp(needs, caller),
    createRecoveryCodes: (caller) => createRecoveryCodes(needs, caller),
    factorsOf: (user) => listFactors(needs, user),
  }
}
