import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Caller, PossibleCaller } from '../sessions/authenticate-request.js'
import type { OwnUser } from '../sessions/views.js'
import { listPasskeys } from '../store/passkeys.js'
import { maxPasskeys } from '../webauthn/options.js'
import { type AddPasskeyInput, type AddPasskeyNeeds, type AddPasskeyOutcome, addPasskey } from './add-passkey.js'
import {
  type RemovePasskeyInput,
  type RemovePasskeyNeeds,
  type RemovePasskeyOutcome,
  removePasskey,
} from './remove-passkey.js'
import { type RenamePasskeyInput, type RenamePasskeyOutcome, renamePasskey } from './rename-passkey.js'
import {
  type SignInWithPasskeyInput,
  type SignInWithPasskeyNeeds,
  type SignInWithPasskeyOutcome,
  signInWithPasskey,
} from './sign-in-with-passkey.js'
import { type StartPasskeyInput, type StartPasskeyOutcome, startPasskey } from './start-passkey.js'
import {
  type StartPasskeyRegistrationInput,
  type StartPasskeyRegistrationNeeds,
  type StartPasskeyRegistrationOutcome,
  startPasskeyRegistration,
} from './start-passkey-registration.js'
import { type PasskeyView, viewPasskey } from './views.js'

/** The part of `AuthService` for passkeys (WebAuthn). */
export interface PasskeyService {
  /** A challenge for `navigator.credentials.get`. To prove anew, the caller must be signed in. */
  startPasskey(input: StartPasskeyInput, caller: PossibleCaller): Promise<StartPasskeyOutcome>
  /** Signs in. `invalidPasskey`: the response is not one to a fresh challenge of this site, or the key is not known. */
  signInWithPasskey(input: SignInWithPasskeyInput, client: RequestMetadata): Promise<SignInWithPasskeyOutcome>
  /** A challenge for `navigator.credentials.create`. A signed-in caller needs a recent proof of identity. */
  startPasskeyRegistration(
    input: StartPasskeyRegistrationInput,
    caller: PossibleCaller,
  ): Promise<StartPasskeyRegistrationOutcome>
  /** Adds a passkey. With a sign-in token it also signs in. */
  addPasskey(input: AddPasskeyInput, caller: PossibleCaller): Promise<AddPasskeyOutcome>
  /** Gives a passkey of the caller another name. */
  renamePasskey(input: RenamePasskeyInput, caller: Caller): Promise<RenamePasskeyOutcome>
  /** Removes a passkey of the caller. Needs a recent proof of identity. */
  removePasskey(input: RemovePasskeyInput, caller: Caller): Promise<RemovePasskeyOutcome>
  /** The passkeys of the user, the oldest first. */
  passkeysOf(user: OwnUser): Promise<PasskeyView[]>
}

export type PasskeyNeeds = SignInWithPasskeyNeeds & StartPasskeyRegistrationNeeds & AddPasskeyNeeds & RemovePasskeyNeeds

export function createPasskeyService(needs: PasskeyNeeds): PasskeyService {
  return {
    startPasskey: (input, caller) => startPasskey(needs, input, caller),
    signInWithPasskey: (input, client) => signInWithPasskey(needs, input, client),
    startPasskeyRegistration: (input, caller) => startPasskeyRegistration(needs, input, caller),
    addPasskey: (input, caller) => addPasskey(needs, input, caller),
    renamePasskey: (input, caller) => renamePasskey(needs, input, caller),
    removePasskey: (input, caller) => removePasskey(needs, input, caller),
    passkeysOf: async ({ id }) => (await listPasskeys(needs.store.read, id, maxPasskeys)).map(viewPasskey),
  }
}
