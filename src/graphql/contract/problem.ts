import { Ctx, Field, FieldResolver, ID, Int, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql'
import type { InputIssue, InputRule } from '../../platform/input-issue.js'
import { languages } from '../../platform/languages.js'
import type { TokenRejection } from '../../sessions/authenticate-request.js'
import type { SessionEndReason } from '../../sessions/session.js'
import type { AssuranceLevel, AuthenticationMethod } from '../../tokens/authentication-claims.js'
import { Bounded } from '../server/operation-limits.js'
import { maxProviders } from './bounds.js'
import type { RequestContext } from './context.js'
import {
  AssuranceLevelEnum,
  AuthenticationMethodEnum,
  InputRuleEnum,
  ProblemCodeEnum,
  SessionEndReasonEnum,
  TokenRejectionEnum,
} from './enums.js'
import { type ProblemCode, type ProblemKind, problemKinds } from './problem-kinds.js'
import { DateTime } from './scalars.js'
import { issueSentence, problemSentence } from './sentences.js'

const forPeople = `A sentence for people, in the language of Accept-Language (${languages.join(', ')}).`

@InterfaceType({
  description: 'An expected reason why a mutation changed nothing.',
  autoRegisterImplementations: false,
})
export abstract class Problem {
  kind!: ProblemKind
  @Field(() => ProblemCodeEnum, { description: 'The name of the problem, for programs.' })
  code!: ProblemCode
  @Field(() => String, { description: forPeople })
  message!: string
}

@Resolver(() => Problem)
export class ProblemResolver {
  @FieldResolver()
  code(@Root() { kind }: Problem): ProblemCode {
    return problemKinds[kind].code
  }

  @FieldResolver()
  message(@Root() { kind }: Problem, @Ctx() { client }: RequestContext): string {
    return problemSentence(kind, client.language)
  }
}

/**
 * Makes a class the type of one kind of problem. Its name is the kind with a capital letter. A kind has a code, a meaning
 * and a sentence in every language, or it does not compile.
 */
function ProblemType(kind: ProblemKind): ClassDecorator {
  const { meaning, advice } = problemKinds[kind]
  return ObjectType({ implements: Problem, description: `${meaning} ${advice}` })
}

@ObjectType('InputIssue', { description: 'One rule that one value breaks.' })
export class InputIssueType {
  @Bounded(8)
  @Field(() => [String], { description: 'Path inside `input`, for example ["profile", "age"].' })
  path!: readonly string[]
  @Field(() => InputRuleEnum, { description: 'The rule that the value breaks, for programs.' })
  rule!: InputRule
}

@Resolver(() => InputIssueType)
export class InputIssueResolver {
  @FieldResolver(() => String, {
    description: forPeople,
  })
  message(@Root() issue: InputIssue, @Ctx() { client }: RequestContext): string {
    return issueSentence(issue, client.language)
  }
}

@ProblemType('invalidInput')
export class InvalidInput {
  @Bounded(100)
  @Field(() => [InputIssueType], { description: 'One entry for each rule that a value breaks.' })
  issues!: readonly InputIssueType[]
}

@ProblemType('invalidCredentials')
export class InvalidCredentials {}

@ProblemType('emailTaken')
export class EmailTaken {}

@ProblemType('usernameTaken')
export class UsernameTaken {}

@ProblemType('emailNotVerified')
export class EmailNotVerified {}

@ProblemType('userDisabled')
export class UserDisabled {}

@ProblemType('registrationClosed')
export class RegistrationClosed {}

@ProblemType('invalidCode')
export class InvalidCode {}

@ProblemType('invalidToken')
export class InvalidToken {
  @Field(() => TokenRejectionEnum, { description: 'Why the token is refused.' })
  reason!: TokenRejection
}

@ProblemType('sessionEnded')
export class SessionEnded {
  @Field(() => SessionEndReasonEnum, { description: 'Why the session has ended.' })
  reason!: SessionEndReason
}

@ProblemType('sessionNotFound')
export class SessionNotFound {}

@ProblemType('reauthenticationRequired')
export class ReauthenticationRequired {
  @Field(() => Int, { name: 'maxAge', description: 'Maximum age of the proof, in seconds.' })
  maxAgeSeconds!: number
  @Field(() => AssuranceLevelEnum, { description: 'Minimum strength of the proof.' })
  assurance!: AssuranceLevel
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], { description: 'The proofs that this user can give.' })
  methods!: readonly AuthenticationMethod[]
}

@ProblemType('throttled')
export class Throttled {
  @Field(() => Int, { name: 'retryAfter', description: 'Seconds until the next attempt is allowed.' })
  retryAfterSeconds!: number
  @Field(() => DateTime, { description: 'When the next attempt is allowed.' })
  retryAt!: Date
}

@ProblemType('invalidPasskey')
export class InvalidPasskey {}

@ProblemType('passkeyNotFound')
export class PasskeyNotFound {}

@ProblemType('secondFactorMandatory')
export class SecondFactorMandatory {}

@ProblemType('totpAlreadyEnabled')
export class TotpAlreadyEnabled {}

@ProblemType('lastSignInMethod')
export class LastSignInMethod {}

@ObjectType('Provider', { description: 'A provider whose accounts can sign in here.' })
export class ProviderType {
  @Field(() => ID, { description: 'The id in PROVIDERS, for example `google`.' })
  id!: string
  @Field(() => String, { description: 'The name for people.' })
  name!: string
}

@ProblemType('accountExists')
export class AccountExists {
  @Field(() => String, { description: 'The address, which the provider has verified.' })
  email!: string
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], { description: 'What the user of the account can sign in with.' })
  methods!: readonly AuthenticationMethod[]
  @Bounded(maxProviders)
  @Field(() => [ProviderType], { description: 'The linked providers. Empty without PROVIDER in `methods`.' })
  providers!: readonly ProviderType[]
}

@ProblemType('registrationIncomplete')
export class RegistrationIncomplete {
  @Field(() => String, { description: 'For one `register`, instead of a password. It keeps what was proven.' })
  registrationToken!: string
  @Field(() => DateTime, { description: 'When the token expires.' })
  expiresAt!: Date
  @Bounded(20)
  @Field(() => [[String]], { description: 'Paths inside RegisterInput, for example `["profile", "age"]`.' })
  missing!: readonly (readonly string[])[]
  @Field(() => String, {
    nullable: true,
    description: 'An address to begin the form with. It counts as proven unless `missing` names it.',
  })
  suggestedEmail!: string | null
  @Field(() => String, { nullable: true, description: 'A username to begin the form with. It may be taken.' })
  suggestedUsername!: string | null
}

@ProblemType('identityNotFound')
export class IdentityNotFound {}

@ProblemType('identityTaken')
export class IdentityTaken {}

@ProblemType('providerUnavailable')
export class ProviderUnavailable {
  @Field(() => Boolean, { description: 'Whether the person refused.' })
  denied!: boolean
}
