import { Field, InputType } from 'type-graphql'

/** The proof from a mail, for a caller who need not be signed in. */
@InputType()
export abstract class EmailProofInput {
  @Field(() => String, { nullable: true, description: 'The token from the mailed link.' })
  token?: string | null
  @Field(() => String, { nullable: true, description: 'The address that the code was mailed to. Needed with `code`.' })
  email?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The mailed code: digits, as many as `authConfig.emailCodeLength`.',
  })
  code?: string | null
}
