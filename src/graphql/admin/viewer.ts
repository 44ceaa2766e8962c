import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql'
import type { Permission } from '../../roles/permissions.js'
import type { RequestContext } from '../contract/context.js'
import { findSignedIn } from '../contract/guards.js'
import { Bounded } from '../server/operation-limits.js'
import { maxPermissions, PermissionEnum } from './permission-enum.js'
import { requireAdministrator } from './permits.js'

@ObjectType({ description: 'A user with permissions here.' })
class Administrator {
  @Field(() => ID, { description: 'Identifier of the user.' })
  id!: string
  @Field(() => String, { nullable: true, description: 'The address in canonical form. Null if there is none.' })
  email!: string | null
  @Field(() => String, { nullable: true, description: 'The username as typed. Null if there is none.' })
  username!: string | null
  @Bounded(maxPermissions)
  @Field(() => [PermissionEnum], { description: 'What the roles of the user permit here, sorted.' })
  permissions!: readonly Permission[]
}

@Resolver()
export class ViewerResolver {
  @Query(() => Administrator, {
    nullable: true,
    description:
      'The administrator who asks. No credentials: null and no error. Refused credentials: UNAUTHENTICATED. No permission: FORBIDDEN.',
  })
  async viewer(@Ctx() context: RequestContext): Promise<Administrator | null> {
    if ((await findSignedIn(context)) === null) return null
    const { user, permissions } = await requireAdministrator(context)
    return { id: user.id, email: user.email, username: user.username, permissions }
  }
}
