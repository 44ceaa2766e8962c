import { ArgsType, Field, Int } from 'type-graphql'
import { type InvalidArgument, maxPage } from '../../administration/list-page.js'
import { apiError } from '../contract/errors.js'

/** The arguments of a list that is read forwards. */
@ArgsType()
export class ForwardPage {
  @Field(() => Int, { nullable: true, description: `How many: 1 to ${maxPage}. Null: 20.` })
  first?: number | null
  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before. Null: the beginning.' })
  after?: string | null
}

/** The arguments of a list that is read in both directions. */
@ArgsType()
export class PageArguments extends ForwardPage {
  @Field(() => Int, { nullable: true, description: `How many backwards: 1 to ${maxPage}.` })
  last?: number | null
  @Field(() => String, { nullable: true, description: 'The `startCursor` of the page after the wanted one.' })
  before?: string | null
}

/** Throws `BAD_USER_INPUT` with the argument that is not valid. */
export function requirePage<Page extends { kind: string }>(outcome: Page | InvalidArgument): Page {
  if (!isInvalid(outcome)) return outcome
  const { argument } = outcome
  throw apiError('BAD_USER_INPUT', { argument }, `The argument \`${argument}\` is not valid.`)
}

function isInvalid(outcome: { kind: string }): outcome is InvalidArgument {
  return outcome.kind === 'invalidArgument'
}
