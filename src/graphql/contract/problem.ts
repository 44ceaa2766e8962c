import { Ctx, Field, FieldResolver, Int, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql'
import type { InputIssue, InputRule } from '../../platform/input-issue.js'
import type { TokenRejection } from '../../sessions/authenticate-request.js'
import type { SessionEndReason } from '../../sessions/session.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import type { RequestContext } from './context.js'
import {
  AssuranceLevelEnum,
  AuthenticationMethodEnum,
  InputRuleEnum,
  ProblemCodeEnum,
  SessionEndReasonEnum,
  TokenRejectionEnum,
} from './enums.js'
import { DateTime } from './scalars.js'
import { issueSentence, type ProblemCode, problemCodeOf, problemSentence } from './sentences.js'

@InterfaceType({ description: 'An expected reason why a mutation changed nothing.' })
export abstract class Problem {
  kind!: string
  @Field(() => ProblemCodeEnum, { description: 'The name of the problem, for programs.' })
  code!: ProblemCode
  @Field(() => String, { description: 'A sentence for people, in the language of Accept-Language (en, zh-CN).' })
  message!: string
}

@Resolver(() => Problem)
export class ProblemResolver {
  @FieldResolver()
  code(@Root() { kind }: Problem): ProblemCode {
    return problemCodeOf(kind)
  }

  @FieldResolver()
  message(@Root() { kind }: Problem, @Ctx() { client }: RequestContext): string {
    return problemSentence(problemCodeOf(kind), client.language)
  }
}

@ObjectType('InputIssue', { description: 'One rule that one value breaks.' })
export class InputIssueType {
  @Field(() => [String], { description: 'Path inside `input`, for example ["profile", "age"].' })
  path!: readonly string[]
  @Field(() => InputRuleEnum, { description: 'The rule that the value breaks, for programs.' })
  rule!: InputRule
}

@Resolver(() => InputIssueType)
export class InputIssueResolver {
  @FieldResolver(() => String, {
    description: 'A sentence for people, in the language of Accept-Language (en, zh-CN).',
  })
  message(@Root() issue: InputIssue, @Ctx() { client }: RequestContext): string {
    return issueSentence(issue, client.language)
  }
}

@ObjectType({ implements: Problem, description: 'Values of the input break rules. Nothing was changed.' })
export class InvalidInput {
  @Field(() => [InputIssueType], { description: 'One entry for each rule that a value breaks.' })
  issues!: readonly InputIssueType[]
}

@ObjectType({
  implements: Problem,
  description:
    'The credentials are wrong. Unknown user, wrong password, and a disabled user with a wrong password look the same.',
})
export class InvalidCredentials {}

@ObjectType({ implements: Problem, description: 'Another account has this address.' })
export class EmailTaken {}

@ObjectType({ implements: Problem, description: 'Another account has this username.' })
export class UsernameTaken {}

@ObjectType({
  implements: Problem,
  description: 'The address must be verified first. Returned only after the right password.',
})
export class EmailNotVerified {}

@ObjectType({ implements: Problem, description: 'The user has been disabled. Returned only after the right password.' })
export class UserDisabled {}

@ObjectType({ implements: Problem, description: 'The settings do not allow registration.' })
export class RegistrationClosed {}

@ObjectType({ implements: Problem, description: 'The mailed code is wrong, used or expired.' })
export class InvalidCode {}

@ObjectType({ implements: Problem, description: 'The token is refused.' })
export class InvalidToken {
  @Field(() => TokenRejectionEnum, { description: 'Why the token is refused.' })
  reason!: TokenRejection
}

@ObjectType({ implements: Problem, description: 'The session has ended. The user must sign in again.' })
export class SessionEnded {
  @Field(() => SessionEndReasonEnum, { description: 'Why the session has ended.' })
  reason!: SessionEndReason
}

@ObjectType({ implements: Problem, description: 'The signed-in user has no live session with this identifier.' })
export class SessionNotFound {}

@ObjectType({
  implements: Problem,
  description: 'The last proof of identity is too old or too weak. Prove it again with one of `methods`, then repeat.',
})
export class ReauthenticationRequired {
  @Field(() => Int, { name: 'maxAge', description: 'Maximum age of the proof, in seconds.' })
  maxAgeSeconds!: number
  @Field(() => AssuranceLevelEnum, { description: 'Minimum strength of the proof.' })
  assurance!: AssuranceLevel
  @Field(() => [AuthenticationMethodEnum], { description: 'The proofs that this user can give.' })
  methods!: readonly AuthenticationMethod[]
}

@ObjectType({ implements: Problem, description: 'Too many attempts. Known and unknown users get the same answer.' })
export class Throttled {
  @Field(() => Int, { name: 'retryAfter', description: 'Seconds until the next attempt is allowed.' })
  retryAfterSeconds!: number
  @Field(() => DateTime, { description: 'When the next attempt is allowed.' })
  retryAt!: Date
}

@ObjectType({
  implements: Problem,
  description: 'The settings ask this user for a second factor. Add another one first.',
})
export class SecondFactorMandatory {}

@ObjectType({ implements: Problem, description: 'The user has an authenticator app already. Remove it first.' })
export class TotpAlreadyEnabled {}

@ObjectType({
  implements: Problem,
  description: 'Without it the user could not sign in any more. Add another way first.',
})
export class LastSignInMethod {}
