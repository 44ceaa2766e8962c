import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import type { DeleteRoleOutcome } from '../../administration/delete-role.js'
import { type RoleView, viewRole } from '../../administration/list-roles.js'
import type { SaveRoleOutcome } from '../../administration/save-role.js'
import type { Permission } from '../../roles/permissions.js'
import type { RequestContext } from '../contract/context.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { maxPermissions, PermissionEnum } from './permission-enum.js'
import { Permits, requireAdministrator } from './permits.js'
import {
  AdminInvalidInput,
  AdminReauthenticationRequired,
  BeyondOwnPermissions,
  RoleInUse,
  RoleNotFound,
  RoleTaken,
} from './problem.js'

/** More than anybody can keep apart. */
const maxRoles = 200
/** What fits into the 4 kB that tokens carry. */
const maxApplicationPermissions = 1000

@ObjectType('Role', { description: 'A set of permissions with a name.' })
export class RoleType {
  @Field(() => String, { description: 'The name: lower-case letters, digits and `_ . : -`. It never changes.' })
  name!: string
  @Field(() => String, { description: 'What the role is for.' })
  description!: string
  @Bounded(maxPermissions)
  @Field(() => [PermissionEnum], { description: 'What the role permits in this API.' })
  permissions!: readonly Permission[]
  @Bounded(maxApplicationPermissions)
  @Field(() => [String], { description: 'What the role permits in the operator’s own applications. Tokens carry it.' })
  applicationPermissions!: readonly string[]
  @Field(() => Boolean, { description: 'Whether it is `administrator`, which cannot be changed.' })
  builtIn!: boolean
}

@InputType({ description: 'A new role.' })
class RoleInput {
  @Field(() => String, { description: 'The name: `[a-z][a-z0-9_.:-]{0,62}`.' })
  name!: string
  @Field(() => String, { defaultValue: '', description: 'What the role is for, up to 500 characters.' })
  description!: string
  @Field(() => [PermissionEnum], { defaultValue: [], description: 'What it permits in this API.' })
  permissions!: Permission[]
  @Field(() => [String], { defaultValue: [], description: 'What it permits in the operator’s own applications.' })
  applicationPermissions!: string[]
}

@InputType({ description: 'Changes of a role. What is null or left out stays.' })
class UpdateRoleInput {
  @Field(() => String, { description: 'The name of the role.' })
  name!: string
  @Field(() => String, { nullable: true, description: 'What the role is for.' })
  description?: string | null
  @Field(() => [PermissionEnum], { nullable: true, description: 'What it permits in this API.' })
  permissions?: Permission[] | null
  @Field(() => [String], { nullable: true, description: 'What it permits in the operator’s own applications.' })
  applicationPermissions?: string[] | null
}

@InputType({ description: 'Names a role.' })
class DeleteRoleInput {
  @Field(() => String, { description: 'The name of the role.' })
  name!: string
}

@ObjectType({ description: 'The role is stored.' })
class RoleSaved {
  @Field(() => RoleType, { description: 'The role with the changes.' })
  role!: RoleType
}

@ObjectType({ description: 'The role is deleted.' })
class RoleDeleted {
  @Field(() => String, { description: 'Name of the deleted role.' })
  name!: string
}

const RoleResult = createOutcomeUnion<SaveRoleOutcome>('RoleResult', {
  roleSaved: RoleSaved,
  invalidInput: AdminInvalidInput,
  roleNotFound: RoleNotFound,
  roleTaken: RoleTaken,
  beyondOwnPermissions: BeyondOwnPermissions,
  reauthenticationRequired: AdminReauthenticationRequired,
})

const DeleteRoleResult = createOutcomeUnion<DeleteRoleOutcome>('DeleteRoleResult', {
  roleDeleted: RoleDeleted,
  roleNotFound: RoleNotFound,
  roleInUse: RoleInUse,
})

@Resolver(() => RoleType)
export class AdminRolesResolver {
  @Permits('ROLES_READ')
  @Bounded(maxRoles, 20)
  @Query(() => [RoleType], { description: 'All roles, by name.' })
  async roles(@Ctx() { auth }: RequestContext): Promise<RoleView[]> {
    return (await auth.listRoles()).slice(0, maxRoles)
  }

  @Costs(1)
  @FieldResolver(() => Int, { description: 'How many users have the role.' })
  async users(@Root() role: RoleView, @Ctx() { auth }: RequestContext): Promise<number> {
    return auth.countUsersOf(role)
  }

  @Permits('ROLES_WRITE')
  @Mutation(() => RoleResult, { description: 'Creates a role that permits at most what the caller may do.' })
  async createRole(
    @Arg('input', () => RoleInput, { description: 'The new role.' }) input: RoleInput,
    @Ctx() context: RequestContext,
  ) {
    return viewSaved(await context.auth.createRole(input, await requireAdministrator(context)))
  }

  @Permits('ROLES_WRITE')
  @Mutation(() => RoleResult, { description: 'Changes a role, for all who have it, from their next request on.' })
  async updateRole(
    @Arg('input', () => UpdateRoleInput, { description: 'The role and its changes.' }) input: UpdateRoleInput,
    @Ctx() context: RequestContext,
  ) {
    return viewSaved(await context.auth.updateRole(input, await requireAdministrator(context)))
  }

  @Permits('ROLES_WRITE')
  @Mutation(() => DeleteRoleResult, { description: 'Deletes a role that no user has.' })
  async deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'The role to delete.' }) input: DeleteRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteRoleOutcome> {
    return context.auth.deleteRole(input, await requireAdministrator(context))
  }
}

function viewSaved(outcome: SaveRoleOutcome) {
  return outcome.kind === 'roleSaved' ? { ...outcome, role: viewRole(outcome.role) } : outcome
}
