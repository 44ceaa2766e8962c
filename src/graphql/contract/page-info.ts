// Both schemas have this type, so it is bundled apart from them.
import 'reflect-metadata'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Which part of a list a page is (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more elements follow.' })
  hasNextPage!: boolean
  @Field(() => Boolean, { description: 'Whether elements come before this page.' })
  hasPreviousPage!: boolean
  @Field(() => String, { nullable: true, description: 'Cursor of the first element. Null on an empty page.' })
  startCursor!: string | null
  @Field(() => String, { nullable: true, description: 'Cursor of the last element. Null on an empty page.' })
  endCursor!: string | null
}
