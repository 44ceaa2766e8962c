import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { type AccountView, viewAccount } from '../../administration/account-view.js'
import type { SetRolesOutcome } from '../../roles/set-roles.js'
import type { ReauthenticationRequired } from '../../sessions/recent-authentication.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { AccountType } from './account.js'
import { Permits, requireAdministrator } from './permits.js'
import {
  AdminReauthenticationRequired,
  BeyondOwnPermissions,
  LastAdministrator,
  RoleNotFound,
  UserNotFound,
} from './problem.js'

@InputType({ description: 'The roles that a user shall have.' })
class SetRolesInput {
  @Field(() => ID, { description: 'Identifier of the user.' })
  userId!: string
  @Field(() => [String], { description: 'Names of all roles of the user from now on.' })
  roles!: string[]
}

@ObjectType({ description: 'The user is changed.' })
export class UserUpdated {
  @Field(() => AccountType, { description: 'The user with the changes.' })
  account!: AccountView
}

type SetRolesAnswer =
  | Exclude<SetRolesOutcome, { kind: 'rolesSet' }>
  | { kind: 'userUpdated'; account: AccountView }
  | ReauthenticationRequired

const SetRolesResult = createOutcomeUnion<SetRolesAnswer>('SetRolesResult', {
  userUpdated: UserUpdated,
  userNotFound: UserNotFound,
  roleNotFound: RoleNotFound,
  lastAdministrator: LastAdministrator,
  beyondOwnPermissions: BeyondOwnPermissions,
  reauthenticationRequired: AdminReauthenticationRequired,
})

@Resolver()
export class RoleGrantsResolver {
  @Permits('ROLES_WRITE')
  @Mutation(() => SetRolesResult, {
    description:
      'Replaces the roles of a user. An administrator gives and takes only what they have themselves; one administrator always stays.',
  })
  async setRoles(
    @Arg('input', () => SetRolesInput, { description: 'The user and the roles.' }) input: SetRolesInput,
    @Ctx() context: RequestContext,
  ): Promise<SetRolesAnswer> {
    const outcome = await context.auth.setRolesOf(input, await requireAdministrator(context))
    return outcome.kind === 'rolesSet' ? { kind: 'userUpdated', account: viewAccount(outcome.user) } : outcome
  }
}
