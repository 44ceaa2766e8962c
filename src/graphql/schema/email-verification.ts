import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type {
  RequestEmailCodeOutcome,
  RequestEmailCodeInput as RequestEmailCodeRequest,
} from '../../email-verification/request-email-code.js'
import type { OwnUser } from '../../sessions/views.js'
import type { RequestEmailChangeOutcome } from '../../users/change-email.js'
import type { ConfirmEmailChangeOutcome } from '../../users/confirm-email-change.js'
import type { VerifyEmailOutcome } from '../../users/verify-email.js'
import type { RequestContext } from '../contract/context.js'
import { EmailCodePurposeEnum } from '../contract/enums.js'
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
import { UserType } from './users.js'

@InputType()
class RequestEmailCodeInput {
  @Field(() => String)
  email!: string
  @Field(() => EmailCodePurposeEnum)
  purpose!: RequestEmailCodeRequest['purpose']
}

@InputType({ description: '`token` from the mailed link, or `email` and `code`.' })
class VerifyEmailInput {
  @Field(() => String, { nullable: true })
  token?: string | null
  @Field(() => String, { nullable: true })
  email?: string | null
  @Field(() => String, { nullable: true })
  code?: string | null
}

@InputType()
class RequestEmailChangeInput {
  @Field(() => String)
  newEmail!: string
  @Field(() => String, {
    nullable: true,
    description: 'Left out: the session must have been authenticated recently.',
  })
  currentPassword?: string | null
}

@InputType({ description: '`token` from the mailed link, or, from a session of the user, `code`.' })
class ConfirmEmailChangeInput {
  @Field(() => String, { nullable: true })
  token?: string | null
  @Field(() => String, { nullable: true })
  code?: string | null
}

@ObjectType({ description: 'The same for every address. A code is on its way if it is of use there.' })
class EmailCodeSent {
  @Field(() => Int, { description: 'Seconds.' })
  expiresIn!: number
  @Field(() => Int, { description: 'Seconds.' })
  resendIn!: number
}

@ObjectType({ description: 'The address is proven.' })
class EmailVerified {
  @Field(() => String)
  email!: string
}

@ObjectType({ description: 'A proof was mailed to the new address; until it is used the old one stays.' })
class EmailChangeRequested {
  @Field(() => Int, { description: 'Seconds.' })
  expiresIn!: number
}

@ObjectType({ description: 'The user has the new address. Both addresses are told.' })
class EmailChanged {
  @Field(() => UserType)
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
    @Arg('input', () => RequestEmailCodeInput) input: RequestEmailCodeInput,
    @Ctx() { auth, client }: RequestContext,
  ): Promise<RequestEmailCodeOutcome> {
    return auth.requestEmailCode(input, client)
  }

  @SingleAttempt()
  @Mutation(() => VerifyEmailResult, {
    description: 'With `token` from the mailed link, or `email` and `code`.',
  })
  async verifyEmail(
    @Arg('input', () => VerifyEmailInput) input: VerifyEmailInput,
    @Ctx() { auth, client, requester }: RequestContext,
  ): Promise<VerifyEmailOutcome> {
    return auth.verifyEmail(input, { requester: await requester(), client })
  }

  @SingleAttempt()
  @Mutation(() => RequestEmailChangeResult, {
    description: 'Needs the present password or a recent proof of identity. Mails a proof to the new address.',
  })
  async requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput) input: RequestEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestEmailChangeOutcome> {
    const requester = await requireSignedIn(context)
    return context.auth.requestEmailChange(input, { requester, client: context.client })
  }

  @SingleAttempt()
  @Mutation(() => ConfirmEmailChangeResult, { description: 'Makes the proven address the user’s own.' })
  async confirmEmailChange(
    @Arg('input', () => ConfirmEmailChangeInput) input: ConfirmEmailChangeInput,
    @Ctx() { auth, client, requester }: RequestContext,
  ): Promise<ConfirmEmailChangeOutcome> {
    return auth.confirmEmailChange(input, { requester: await requester(), client })
  }
}
