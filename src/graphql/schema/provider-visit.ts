import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { DateTime } from '../contract/scalars.js'

/** A visit of the browser at a provider begins: to sign in, or to link an account. */
@InputType()
export abstract class StartVisitInput {
  @Field(() => ID, { description: 'One of `authConfig.providers`.' })
  provider!: string
  @Field(() => String, {
    description: 'Where the browser comes back to, with `code` or `error`: byte-equal to one of RETURN_URLS.',
  })
  returnTo!: string
  @Field(() => String, {
    description: 'RFC 7636, S256: base64url of the SHA-256 of a secret. The client keeps the secret for the last step.',
  })
  codeChallenge!: string
}

/** The browser is back. */
@InputType()
export abstract class FinishVisitInput {
  @Field(() => String, { description: 'The code in the query of `returnTo`. It lives one minute and works once.' })
  code!: string
  @Field(() => String, { description: 'The secret of `codeChallenge` (RFC 7636).' })
  codeVerifier!: string
}

@ObjectType({ description: 'The browser goes to the provider now.' })
export class ProviderSignInStarted {
  @Field(() => String, { description: 'The page of the provider.' })
  url!: string
  @Field(() => DateTime, { description: 'When the person has to be back.' })
  expiresAt!: Date
}
