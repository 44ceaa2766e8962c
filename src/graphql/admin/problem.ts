import { Ctx, Field, FieldResolver, Int, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql'
import type { InputIssue, InputRule } from '../../platform/input-issue.js'
import { languages } from '../../platform/languages.js'
import type { Permission } from '../../roles/permissions.js'
import type { AuthenticationMethod } from '../../tokens/authentication-claims.js'
import { type KindOfAdministration, kindsOfAdministration } from '../contract/administration-problem-kinds.js'
import type { RequestContext } from '../contract/context.js'
import { issueSentence, problemSentence } from '../contract/sentences.js'
import { Bounded } from '../server/operation-limits.js'
import { maxPermissions, PermissionEnum } from './permission-enum.js'

const forPeople = `A sentence for people, in the language of Accept-Language (${languages.join(', ')}).`

@InterfaceType('Problem', {
  description: 'An expected reason why a mutation changed nothing.',
  autoRegisterImplementations: false,
})
export abstract class AdminProblem {
  kind!: KindOfAdministration
  @Field(() => String, { description: 'The name of the problem, for programs.' })
  code!: string
  @Field(() => String, { description: forPeople })
  message!: string
}

@Resolver(() => AdminProblem)
export class AdminProblemResolver {
  @FieldResolver()
  code(@Root() { kind }: AdminProblem): string {
    return kindsOfAdministration[kind].code
  }

  @FieldResolver()
  message(@Root() { kind }: AdminProblem, @Ctx() { client }: RequestContext): string {
    return problemSentence(kind, client.language)
  }
}

function AdminProblemType(name: string, kind: KindOfAdministration): ClassDecorator {
  const { meaning, advice } = kindsOfAdministration[kind]
  return ObjectType(name, { implements: AdminProblem, description: `${meaning} ${advice}` })
}

@ObjectType('InputIssue', { description: 'One rule that one value breaks.' })
export class AdminInputIssue {
  @Bounded(8)
  @Field(() => [String], { description: 'Path inside `input`, for example ["until"].' })
  path!: readonly string[]
  @Field(() => String, { description: 'The rule that the value breaks, for programs.' })
  rule!: InputRule
}

@Resolver(() => AdminInputIssue)
export class AdminInputIssueResolver {
  @FieldResolver(() => String, { description: forPeople })
  message(@Root() issue: InputIssue, @Ctx() { client }: RequestContext): string {
    return issueSentence(issue, client.language)
  }
}

@AdminProblemType('InvalidInput', 'invalidInput')
export class AdminInvalidInput {
  @Bounded(100)
  @Field(() => [AdminInputIssue], { description: 'One entry for each rule that a value breaks.' })
  issues!: readonly AdminInputIssue[]
}

@AdminProblemType('EmailTaken', 'emailTaken')
export class AdminEmailTaken {}

@AdminProblemType('UsernameTaken', 'usernameTaken')
export class AdminUsernameTaken {}

@AdminProblemType('UserNotFound', 'userNotFound')
export class UserNotFound {}

@AdminProblemType('LastAdministrator', 'lastAdministrator')
export class LastAdministrator {}

@AdminProblemType('RoleNotFound', 'roleNotFound')
export class RoleNotFound {}

@AdminProblemType('RoleTaken', 'roleTaken')
export class RoleTaken {}

@AdminProblemType('NoEmailAddress', 'noEmailAddress')
export class NoEmailAddress {}

@AdminProblemType('MailNotFound', 'mailNotFound')
export class MailNotFound {}

@AdminProblemType('MailOver', 'mailOver')
export class MailOver {}

@AdminProblemType('RoleInUse', 'roleInUse')
export class RoleInUse {
  @Field(() => Int, { description: 'How many users have the role.' })
  users!: number
}

@AdminProblemType('BeyondOwnPermissions', 'beyondOwnPermissions')
export class BeyondOwnPermissions {
  @Bounded(maxPermissions)
  @Field(() => [PermissionEnum], { description: 'The permissions that the caller does not have.' })
  permissions!: readonly Permission[]
}

@AdminProblemType('ReauthenticationRequired', 'reauthenticationRequired')
export class AdminReauthenticationRequired {
  @Field(() => Int, { name: 'maxAge', description: 'Maximum age of the proof, in seconds.' })
  maxAgeSeconds!: number
  @Field(() => String, { description: 'Minimum strength of the proof: AAL1 or AAL2.' })
  assurance!: string
  @Bounded(7)
  @Field(() => [String], { description: 'The proofs that the administrator can give, in the public schema.' })
  methods!: readonly AuthenticationMethod[]
}
