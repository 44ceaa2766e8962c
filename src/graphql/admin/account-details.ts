import { Field, ID, Int, ObjectType } from 'type-graphql'
import type { AccountView } from '../../administration/account-view.js'
import type { AccountIdentity, AccountSession } from '../../administration/show-account.js'
import type { PasskeyView } from '../../passkeys/views.js'
import { maxPasskeys } from '../../webauthn/options.js'
import { maxProviders } from '../contract/bounds.js'
import { DateTime, Json } from '../contract/scalars.js'
import { Bounded } from '../server/operation-limits.js'
import { AccountType } from './account.js'

/** The largest value of SESSIONS_PER_USER. */
const maxSessions = 200

@ObjectType('AccountSession', { description: 'A live session of a user.' })
export class AccountSessionType {
  @Field(() => ID, { description: 'Identifier of the session.' })
  id!: string
  @Field(() => DateTime, { description: 'When the user signed in.' })
  createdAt!: Date
  @Field(() => DateTime, { description: 'When the session was last used.' })
  lastUsedAt!: Date
  @Field(() => DateTime, { description: 'When the session ends even if it is refreshed.' })
  expiresAt!: Date
  @Field(() => String, { nullable: true, description: 'The name that was given at sign-in.' })
  deviceName!: string | null
  @Field(() => String, { nullable: true, description: 'The header User-Agent of the last sign-in or refresh.' })
  userAgent!: string | null
  @Field(() => String, { nullable: true, description: 'The network address of the last sign-in or refresh.' })
  ipAddress!: string | null
  @Bounded(7)
  @Field(() => [String], { description: 'The proofs that the user gave, in the order of use.' })
  methods!: readonly string[]
  @Field(() => String, { description: 'How strong the proofs are: AAL1 or AAL2.' })
  assurance!: string
  @Field(() => ID, { nullable: true, description: 'The administrator who acts as the user. Null: the user.' })
  impersonatedBy!: string | null
}

@ObjectType('AccountPasskey', { description: 'A passkey of a user.' })
class AccountPasskeyType {
  @Field(() => ID, { description: 'Identifier of the passkey.' })
  id!: string
  @Field(() => String, { description: 'The name that the user gave it.' })
  name!: string
  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date
  @Field(() => DateTime, { nullable: true, description: 'When it was last used. Null before its first use.' })
  lastUsedAt!: Date | null
  @Field(() => Boolean, { description: 'Whether its provider keeps a copy of it.' })
  backedUp!: boolean
}

@ObjectType('AccountIdentity', { description: 'An account at a provider that is linked to a user.' })
class AccountIdentityType {
  @Field(() => ID, { description: 'Identifier of the link.' })
  id!: string
  @Field(() => String, { description: 'The id of the provider.' })
  provider!: string
  @Field(() => String, { description: 'How the provider names the person (claim `sub`).' })
  subject!: string
  @Field(() => String, { nullable: true, description: 'The address at the provider. It proves nothing here.' })
  email!: string | null
  @Field(() => DateTime, { description: 'When it was linked.' })
  createdAt!: Date
}

@ObjectType('AccountDetails', { description: 'One user with everything but secrets.' })
export class AccountDetailsType {
  @Field(() => AccountType, { description: 'The row of the list.' })
  account!: AccountView
  @Field(() => Json, { description: 'The stored profile. It has no member for a field that is empty.' })
  profile!: Record<string, unknown>
  @Bounded(maxSessions)
  @Field(() => [AccountSessionType], { description: 'The live sessions, the most recently used first.' })
  sessions!: readonly AccountSession[]
  @Field(() => Boolean, { description: 'Whether the user has a password.' })
  hasPassword!: boolean
  @Field(() => Boolean, { description: 'Whether the user has an authenticator app.' })
  hasTotp!: boolean
  @Field(() => Int, { nullable: true, description: 'Unused recovery codes. Null when none were made.' })
  recoveryCodesLeft!: number | null
  @Bounded(maxPasskeys)
  @Field(() => [AccountPasskeyType], { description: 'The passkeys, the oldest first.' })
  passkeys!: readonly PasskeyView[]
  @Bounded(maxProviders)
  @Field(() => [AccountIdentityType], { description: 'The linked accounts at providers, the oldest first.' })
  identities!: readonly AccountIdentity[]
}
