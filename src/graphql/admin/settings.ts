import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql'
import type { ShownSetting } from '../../config/list-settings.js'
import type { Advice } from '../../maintenance/advise.js'
import type { RequestContext } from '../contract/context.js'
import { Bounded } from '../server/operation-limits.js'
import { Permits } from './permits.js'

/** Those of the server, and about twenty for each provider. */
const maxSettings = 1000
/** One for each reason. */
const maxAdvice = 50

@ObjectType({ description: 'A setting of the server.' })
class Setting {
  @Field(() => String, { description: 'The name of its environment variable.' })
  name!: string
  @Field(() => String, { nullable: true, description: 'The value in force. Null: none, or a secret.' })
  value!: string | null
  @Field(() => Boolean, { description: 'Whether its value is never shown.' })
  isSecret!: boolean
  @Field(() => Boolean, { description: 'Whether there is a value, given or by default.' })
  isSet!: boolean
  @Field(() => String, { nullable: true, description: 'What holds if the setting is not given. Null: nothing.' })
  default!: string | null
  @Field(() => String, { description: 'What the setting does, in English.' })
  description!: string
}

@ObjectType('Advice', { description: 'Something that an operator should know or do.' })
class AdviceType {
  @Field(() => ID, { description: 'Stays the same while the reason stays, for example `mail-overdue`.' })
  id!: string
  @Field(() => String, { description: '`FAULT`: users notice it. `WARNING`: they may soon. `NOTE`: good to know.' })
  severity!: string
  @Field(() => String, { description: 'What is so, and what to do, in English.' })
  message!: string
  @Field(() => String, { nullable: true, description: 'The page of the documentation that says more.' })
  link!: string | null
}

@Resolver()
export class SettingsResolver {
  @Permits('SETTINGS_READ')
  @Bounded(maxSettings)
  @Query(() => [Setting], {
    description: 'Every setting with its value in force. Secrets only say whether they are set.',
  })
  settings(@Ctx() { auth }: RequestContext): ShownSetting[] {
    return auth.shownSettings().slice(0, maxSettings)
  }

  @Permits('SETTINGS_READ')
  @Bounded(maxAdvice, maxAdvice)
  @Query(() => [AdviceType], { description: 'What an operator should know or do, the most severe first.' })
  async advice(@Ctx() { auth }: RequestContext): Promise<Advice[]> {
    return auth.advice()
  }
}
