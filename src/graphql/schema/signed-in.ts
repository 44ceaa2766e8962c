import { Field, ObjectType } from 'type-graphql'
import type { OwnSession, OwnUser } from '../../sessions/views.js'
import type { AuthenticationMethod } from '../../tokens/authentication-claims.js'
import type { WebAuthnJson } from '../../webauthn/response.js'
import { AuthenticationMethodEnum } from '../contract/enums.js'
import { DateTime, PasskeyJson } from '../contract/scalars.js'
import { Bounded } from '../server/operation-limits.js'
import { SessionType } from './sessions.js'
import { TokensType } from './tokens.js'
import { UserType } from './users.js'

@ObjectType({ description: 'A session is open.' })
export class SignedIn {
  @Field(() => UserType, { description: 'The user who signed in.' })
  user!: OwnUser
  @Field(() => SessionType, { description: 'The new session.' })
  session!: OwnSession
  @Field(() => TokensType, { description: 'The tokens of the session.' })
  tokens!: TokensType
  @Field(() => String, {
    nullable: true,
    description:
      'Keep it on the device and present it at the next `login`: it proves that this user has signed in here. It opens nothing. Null if it was delivered as a cookie.',
  })
  deviceToken!: string | null
  @Field(() => Boolean, { description: 'Whether this sign-in created the account.' })
  newUser!: boolean
}

@ObjectType({
  description:
    'The first proof was right and a second factor is due. Nothing is signed in yet. It is no Problem: the sign-in goes on with `continueSignIn`.',
})
export class SecondFactorRequired {
  @Field(() => String, {
    description: 'For `continueSignIn`: ten minutes, five answers, one success. It is good for nothing else.',
  })
  signInToken!: string
  @Field(() => DateTime, { description: 'When the sign-in token expires.' })
  expiresAt!: Date
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], { description: 'What this user can answer with, the strongest first.' })
  factors!: readonly AuthenticationMethod[]
  @Field(() => PasskeyJson, {
    nullable: true,
    description: 'For `navigator.credentials.get`. Null if the user has no passkey.',
  })
  passkeyOptions!: WebAuthnJson | null
}

@ObjectType({
  description:
    'The settings ask this user for a second factor, and there is none yet. Set one up with this token: that signs in.',
})
export class SecondFactorSetupRequired {
  @Field(() => String, {
    description: 'For the operations that set up a factor: ten minutes. It is good for nothing else.',
  })
  signInToken!: string
  @Field(() => DateTime, { description: 'When the sign-in token expires.' })
  expiresAt!: Date
  @Bounded(7)
  @Field(() => [AuthenticationMethodEnum], { description: 'What this user can set up, the strongest first.' })
  factors!: readonly AuthenticationMethod[]
}
