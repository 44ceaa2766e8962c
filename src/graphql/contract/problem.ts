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
  @Field(() => ProblemCodeEnum, { description: 'For programs.' })
  code!: ProblemCode
  @Field(() => String, { description: 'For people, in the language of Accept-Language (en, zh-CN).' })
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
  @Field(() => InputRuleEnum)
  rule!: InputRule
}

@Resolver(() => InputIssueType)
export class InputIssueResolver {
  @FieldResolver(() => String, { description: 'For people, in the language of Accept-Language.' })
  message(@Root() issue: InputIssue, @Ctx() { client }: RequestContext): string {
    return issueSentence(issue, client.language)
  }
}

@ObjectType({ implements: Problem, description: 'Values of the input break rules. Nothing was changed.' })
export class InvalidInput {
  @Field(() => [InputIssueType])
  issues!: readonly InputIssueType[]
}

@ObjectType({
  implements: Problem,
  description: 'Unknown user, wrong password and a disabled user with a wrong password all look the same.',
})
export class InvalidCredentials {}

@ObjectType({ implements: Problem, description: 'Another account has this address.' })
export class EmailTaken {}

@ObjectType({ implements: Problem, description: 'Another account has this username.' })
export class UsernameTaken {}

@ObjectType({
  implements: Problem,
  description: 'The address has to be verified first. Only after the right password.',
})
export class EmailNotVerified {}

@ObjectType({ implements: Problem, description: 'The user has been disabled. Only after the right password.' })
export class UserDisabled {}

@ObjectType({ implements: Problem, description: 'Nobody can register.' })
export class RegistrationClosed {}

@ObjectType({ implements: Problem, description: 'The mailed code is wrong, used or expired.' })
export class InvalidCode {}

@ObjectType({ implements: Problem, description: 'The token is refused.' })
export class InvalidToken {
  @Field(() => TokenRejectionEnum)
  reason!: TokenRejection
}

@ObjectType({ implements: Problem, description: 'The session cannot go on. Sign in again.' })
export class SessionEnded {
  @Field(() => SessionEndReasonEnum)
  reason!: SessionEndReason
}

@ObjectType({ implements: Problem, description: 'The caller has no such session.' })
export class SessionNotFound {}

@ObjectType({
  implements: Problem,
  description: 'The last proof of identity is too old or too weak. Prove it anew with one of `methods`, then repeat.',
})
export class ReauthenticationRequired {
  @Field(() => Int, { name: 'maxAge', description: 'How old the proof may be, in seconds.' })
  maxAgeSeconds!: number
  @Field(() => AssuranceLevelEnum, { description: 'How strong the proof has to be.' })
  assurance!: AssuranceLevel
  @Field(() => [AuthenticationMethodEnum], { description: 'What this user can prove it with.' })
  methods!: readonly AuthenticationMethod[]
}

@ObjectType({ implements: Problem, description: 'Too many attempts. The same for known and unknown users.' })
export class Throttled {
  @Field(() => Int, { name: 'retryAfter', description: 'Seconds until the next attempt is worth making.' })
  retryAfterSeconds!: number
  @Field(() => DateTime)
  retryAt!: Date
}
