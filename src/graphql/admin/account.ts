import { Field, ID, Int, ObjectType } from 'type-graphql'
import { maxRoles } from '../contract/bounds.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded } from '../server/operation-limits.js'

@ObjectType('Account', { description: 'A user, as a row of a list.' })
export class AccountType {
  @Field(() => ID, { description: 'Identifier of the user.' })
  id!: string
  @Field(() => String, { nullable: true, description: 'The address in canonical form. Null if the user has none.' })
  email!: string | null
  @Field(() => Boolean, { description: 'Whether the user has proven to receive mail at the address.' })
  emailVerified!: boolean
  @Field(() => String, { nullable: true, description: 'The username as typed. Null if the user has none.' })
  username!: string | null
  @Field(() => Int, { description: 'A number for the application to use.' })
  type!: number
  @Bounded(maxRoles)
  @Field(() => [String], { description: 'Names of the roles, sorted.' })
  roles!: readonly string[]
  @Field(() => DateTime, { nullable: true, description: 'Since when the user is disabled. Null: the user is not.' })
  disabledAt!: Date | null
  @Field(() => DateTime, { nullable: true, description: 'When the user is enabled again. Null: by an administrator.' })
  disabledUntil!: Date | null
  @Field(() => String, { nullable: true, description: 'Why, in the words of the administrator who disabled the user.' })
  disabledReason!: string | null
  @Field(() => DateTime, { description: 'When the account was created.' })
  createdAt!: Date
  @Field(() => DateTime, { nullable: true, description: 'The newest sign-in. Null if there was none.' })
  lastSignInAt!: Date | null
}
