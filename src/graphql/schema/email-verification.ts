import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql'
import type { RequestCodeInput } from '../../email-sign-in/service.js'
import type { CodePurpose } from '../../email-verification/one-time-code.js'
import type { RequestEmailCodeOutcome } from '../../email-verification/request-email-code.js'
import type { VerifyEmailOutcome } from '../../registration/verify-email.js'
import type { OwnUser } from '../../sessions/views.js'
import type { RequestEmailChangeOutcome } from '../../users/change-email.js'
import type { ConfirmEmailChangeOutcome } from '../../users/confirm-email-change.js'
import type { RequestContext } from '../contract/context.js'
import { requireSignedIn } from '../contract/guards.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import {
  EmailTaken,
  InvalidCode,
  InvalidCredentials,
  InvalidInput,
  InvalidToken,
  ReauthenticationRequired,
  Throttled,
} from '../contract/problem.js'
import { SingleAttempt } from '../server/operation-limits.js'
import { EmailProofInput } from './email-proof.js'
import { UserType } from './users.js'

export const EmailCodePurposeEnum = {
  REGISTER: 'register',
  VERIFY_EMAIL: 'verify-email',
  RESET_PASSWORD: 'reset-password',
  REAUTHENTICATE: 'reauthenticate',
  SIGN_IN: 'sign-in',
} as const satisfies Record<string, CodePurpose>
registerEnumType(EmailCodePurposeEnum, {
  name: 'EmailCodePurpose',
  description: 'What a mailed code can be used for.',
  valuesConfig: {
    REGISTER: { description: 'To prove the address in `register`.' },
    VERIFY_EMAIL: { description: 'To prove the address of an account in `verifyEmail`.' },
    RESET_PASSWORD: { description: 'To set a new password in `resetPassword`.' },
    REAUTHENTICATE: { description: 'To prove anew who one is in `reauthenticate`.' },
    SIGN_IN: { description: 'To sign in with `signInWithEmail`. The mail also has a link.' },
  },
})

@InputType({ description: 'The address that gets a code, and what the code is for.' })
class RequestEmailCodeInput {
  @Field(() => String, { description: 'The address to mail the code to.' })
  email!: string
  @Field(() => EmailCodePurposeEnum, {
    description: 'What the code will be used for. A code of one purpose is refused for any other.',
  })
  purpose!: RequestCodeInput['purpose']
}

@InputType({ description: 'Give `token` from the mailed link, or give `email` and `code`.' })
class VerifyEmailInput extends EmailProofInput {}

@InputType({ description: 'The new address, confirmed with the password.' })
class RequestEmailChangeInput {
  @Field(() => String, { description: 'The address that replaces the current one after it is proven.' })
  newEmail!: string
  @Field(() => String, {
    nullable: true,
    description: 'The password of the signed-in user. Null: the session must have been authenticated a short time ago.',
  })
  currentPassword?: string | null
}

@InputType({ description: 'Give `token` from the mailed link, or, while signed in as the user, give `code`.' })
class ConfirmEmailChangeInput {
  @Field(() => String, { nullable: true, description: 'The token from the mailed link.' })
  token?: string | null
  @Field(() => String, { nullable: true, description: 'The mailed code. Needs an access token of the user.' })
  code?: string | null
}

@ObjectType({ description: 'Returned for every address. A code was sent only if the address can use it.' })
class EmailCodeSent {
  @Field(() => Int, { description: 'Lifetime of a code, in seconds.' })
  expiresIn!: number
  @Field(() => Int, { description: 'Seconds until another code can be requested for this address.' })
  resendIn!: number
}

@ObjectType({ description: 'The user has proven that the address is theirs.' })
class EmailVerified {
  @Field(() => String, { description: 'The proven address.' })
  email!: string
}

@ObjectType({
  description:
    'A mail to the new address is on its way. The current address stays until a proof from that mail is used.',
})
class EmailChangeRequested {
  @Field(() => Int, { description: 'Lifetime of the link, in seconds.' })
  expiresIn!: number
}

@ObjectType({ description: 'The user has the new address. Both addresses get a mail about it.' })
class EmailChanged {
  @Field(() => UserType, { description: 'The user with the new address.' })
  user!: OwnUser
}

const RequestEmailCodeResult = createOutcomeUnion<RequestEmailCodeOutcome>('RequestEmailCodeResult', {
  emailCodeSent: EmailCodeSent,
  invalidInput: InvalidInput,
  throttled: Throttled,
})

const VerifyEmailResult = createOutcomeUnion<VerifyEmailOutcome>('VerifyEmailResult', {
  emailVerified: EmailVerified,
  invalidInput: InvalidInput,
  invalidCode: InvalidCode,
  invalidToken: InvalidToken,
  throttled: Throttled,
})

const RequestEmailChangeResult = createOutcomeUnion<RequestEmailChangeOutcome>('RequestEmailChangeResult', {
  emailChangeRequested: EmailChangeRequested,
  invalidCredentials: InvalidCredentials,
  invalidInput: InvalidInput,
  reauthenticationRequired: ReauthenticationRequired,
  throttled: Throttled,
})

const ConfirmEmailChangeResult = createOutcomeUnion<ConfirmEmailChangeOutcome>('ConfirmEmailChangeResult', {
  emailChanged: EmailChanged,
  invalidInput: InvalidInput,
  invalidCode: InvalidCode,
  invalidToken: InvalidToken,
  emailTaken: EmailTaken,
  throttled: Throttled,
})

@Resolver()
export class EmailAddressesResolver {
  @SingleAttempt()
  @Mutation(() => RequestEmailCodeResult, {
    description: 'Mails a code. Known and unknown addresses get the same answer in the same time.',
  })
  requestEmailCode(
    @Arg('input', () => RequestEmailCodeInput, { description: 'The address and the purpose of the code.' })
    input: RequestEmailCodeInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<RequestEmailCodeOutcome> {
    return auth.requestEmailCode(input, client)
  }

  @SingleAttempt()
  @Mutation(() => VerifyEmailResult, {
    description: 'Proves the address of a user with `token` from the mailed link, or with `email` and `code`.',
  })
  async verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The proof from the mail.' }) input: VerifyEmailInput,
    @Ctx() { auth, client, requester }: RequestContext,
  ): Promise<VerifyEmailOutcome> {
    return auth.verifyEmail(input, { requester: await requester(), client })
  }

  @SingleAttempt()
  @Mutation(() => RequestEmailChangeResult, {
    description: 'Mails a proof to the new address. Needs the current password or a recent proof of identity.',
  })
  async requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput, { description: 'The new address and the password.' })
    input: RequestEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestEmailChangeOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.requestEmailChange(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => ConfirmEmailChangeResult, {
    description: 'Replaces the address of the user with the address that the proof was mailed to.',
  })
  async confirmEmailChange(
    @Arg('input', () => ConfirmEmailChangeInput, { description: 'The proof from the mail.' })
    input: ConfirmEmailChangeInput,
    @Ctx() { auth, client, requester }: RequestContext,
  ): Promise<ConfirmEmailChangeOutcome> {
    return auth.confirmEmailChange(input, { requester: await requester(), client })
  }
}
