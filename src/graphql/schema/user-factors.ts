import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql'
import type { PasskeyView } from '../../passkeys/views.js'
import type { OwnUser } from '../../sessions/views.js'
import { maxPasskeys } from '../../webauthn/options.js'
import type { RequestContext } from '../contract/context.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { UserType } from './users.js'

/** A query of its own with a bounded answer. */
const costOfRead = 10

@ObjectType('Totp', { description: 'An authenticator app (RFC 6238).' })
export class TotpType {
  @Field(() => DateTime, { description: 'When it was set up.' })
  createdAt!: Date
  @Field(() => DateTime, {
    nullable: true,
    description: 'When its code was last accepted. Null before the first sign-in.',
  })
  lastUsedAt!: Date | null
}

@ObjectType('Passkey', { description: 'A passkey (WebAuthn) of the user.' })
export class PasskeyType {
  @Field(() => ID, { description: 'Identifier of the passkey.' })
  id!: string
  @Field(() => String, { description: 'The name that the user gave it, else the name of the authenticator.' })
  name!: string
  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date
  @Field(() => DateTime, { nullable: true, description: 'When it was last used. Null before its first use.' })
  lastUsedAt!: Date | null
  @Field(() => Boolean, { description: 'Whether its provider keeps a copy of it (backup state of WebAuthn).' })
  backedUp!: boolean
  @Field(() => String, {
    nullable: true,
    description: 'The name of the authenticator, such as a password manager. Null if it is not known.',
  })
  authenticator!: string | null
}

/** What a user can prove who they are with. */
@Resolver(() => UserType)
export class UserFactorsResolver {
  @Costs(costOfRead)
  @FieldResolver(() => Boolean, { description: 'Whether the account has a password.' })
  async hasPassword(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<boolean> {
    return (await auth.factorsOf(user)).hasPassword
  }

  @Costs(costOfRead)
  @FieldResolver(() => TotpType, { nullable: true, description: 'The authenticator app. Null when there is none.' })
  async totp(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<TotpType | null> {
    return (await auth.factorsOf(user)).totp
  }

  @Costs(costOfRead)
  @FieldResolver(() => Int, { nullable: true, description: 'Unused recovery codes. Null when none were made.' })
  async recoveryCodesLeft(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<number | null> {
    return (await auth.factorsOf(user)).unusedRecoveryCodes
  }

  @Bounded(maxPasskeys, costOfRead)
  @FieldResolver(() => [PasskeyType], { description: 'The passkeys of the user, the oldest first.' })
  passkeys(@Root() user: OwnUser, @Ctx() { auth }: RequestContext): Promise<PasskeyView[]> {
    return auth.passkeysOf(user)
  }
}
