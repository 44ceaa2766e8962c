import { Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { ShownSigningKey } from '../../tokens/show-signing-keys.js'
import type { RequestContext } from '../contract/context.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded } from '../server/operation-limits.js'
import { Permits, requireAdministrator } from './permits.js'

/** Retired keys are deleted when their last token has expired, a day after the next one signs. */
const maxKeys = 20

@ObjectType({ description: 'A key that signs access tokens, without its private part.' })
class SigningKey {
  @Field(() => ID, { description: 'The name of the key in tokens and in the key set.' })
  kid!: string
  @Field(() => String, { description: 'ES256 or RS256.' })
  algorithm!: string
  @Field(() => String, {
    description:
      '`published`: it does not sign yet. `signing`: it signs new tokens. `retired`: it verifies older ones.',
  })
  stage!: string
  @Field(() => DateTime, { description: 'Since when the key is in the key set.' })
  publishedAt!: Date
  @Field(() => DateTime, { description: 'The time from which it signs new tokens.' })
  signsFrom!: Date
  @Field(() => DateTime, {
    nullable: true,
    description: 'When its last token has expired and it is deleted. Null while no other key follows it.',
  })
  retiresAt!: Date | null
}

@Resolver()
export class SigningKeysResolver {
  @Permits('KEYS_READ')
  @Bounded(maxKeys, 20)
  @Query(() => [SigningKey], { description: 'The keys that sign access tokens, the oldest first.' })
  async signingKeys(@Ctx() { auth }: RequestContext): Promise<ShownSigningKey[]> {
    return (await auth.shownSigningKeys()).slice(-maxKeys)
  }

  @Permits('KEYS_WRITE')
  @Mutation(() => SigningKey, {
    description:
      'Publishes the next key now; it signs an hour later. If a key is published that does not sign yet, it is that one.',
  })
  async rotateSigningKey(@Ctx() context: RequestContext): Promise<ShownSigningKey> {
    return context.auth.rotateSigningKey(await requireAdministrator(context))
  }
}
