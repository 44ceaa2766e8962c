import {
  type RequestEmailCodeInput,
  type RequestEmailCodeOutcome,
  requestEmailCode,
} from '../email-verification/request-email-code.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { type RequestSignInCodeNeeds, requestSignInCode } from './request-sign-in-code.js'
import {
  type SignInWithEmailInput,
  type SignInWithEmailNeeds,
  type SignInWithEmailOutcome,
  signInWithEmail,
} from './sign-in-with-email.js'

export interface RequestCodeInput {
  email: string
  purpose: RequestEmailCodeInput['purpose'] | 'sign-in'
}

/** The part of `AuthService` for mailed codes and sign-in by mail. */
export interface EmailSignInService {
  /** Mails a code, and a link for a sign-in. The outcome is the same for known and unknown addresses. */
  requestEmailCode(input: RequestCodeInput, client: RequestMetadata): Promise<RequestEmailCodeOutcome>
  /** Signs in with the mailed code or link. With EMAIL_SIGN_IN=register an unknown address gets an account. */
  signInWithEmail(input: SignInWithEmailInput, client: RequestMetadata): Promise<SignInWithEmailOutcome>
}

export function createEmailSignInService(needs: RequestSignInCodeNeeds & SignInWithEmailNeeds): EmailSignInService {
  return {
    requestEmailCode: ({ email, purpose }, client) =>
      purpose === 'sign-in'
        ? requestSignInCode(needs, { email }, client)
        : requestEmailCode(needs, { email, purpose }, client),
    signInWithEmail: (input, client) => signInWithEmail(needs, input, client),
  }
}
