import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql'
import type { MailConnection as Mails } from '../../administration/list-mails.js'
import { maxPage } from '../../administration/list-page.js'
import type { MailState, ShownMail } from '../../mail/mail-view.js'
import type { RetryMailOutcome } from '../../mail/retry-mail.js'
import type { RequestContext } from '../contract/context.js'
import { registerNames } from '../contract/enums.js'
import { createOutcomeUnion } from '../contract/outcome-union.js'
import { PageInfo } from '../contract/page-info.js'
import { DateTime } from '../contract/scalars.js'
import { Bounded, Costs } from '../server/operation-limits.js'
import { ForwardPage, requirePage } from './connection.js'
import { Permits, requireAdministrator } from './permits.js'
import { MailNotFound, MailOver } from './problem.js'

const MailStateEnum = registerNames<MailState>({
  name: 'MailState',
  description: 'What has become of a mail. Settled mails are listed for the time of MAIL_RETENTION.',
  values: {
    WAITING: 'It waits for its first attempt or for another one.',
    SENT: 'The mail server accepted it.',
    FAILED: 'The mail server refused it for good.',
    DROPPED: 'What it carries expired before it could be sent.',
  },
})

@ObjectType({ description: 'A mail without what it says.' })
class Mail {
  @Field(() => ID, { description: 'Identifier of the mail, and the left half of its Message-ID.' })
  id!: string
  @Field(() => String, { description: 'The name of its template.' })
  kind!: string
  @Field(() => String, { description: 'The address that it goes to.' })
  recipient!: string
  @Field(() => MailStateEnum, { description: 'What has become of it.' })
  state!: MailState
  @Field(() => Int, { description: 'How many attempts there were.' })
  attempts!: number
  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed: a code of SMTP or of the socket. Null if none has failed.',
  })
  lastFailure!: string | null
  @Field(() => DateTime, { description: 'When the change happened that it is about.' })
  createdAt!: Date
  @Field(() => DateTime, { nullable: true, description: 'When the next attempt is due. Null when it is settled.' })
  nextAttemptAt!: Date | null
  @Field(() => DateTime, { nullable: true, description: 'When it was sent, refused or dropped.' })
  settledAt!: Date | null
}

@ObjectType({ description: 'A mail and its place in the list (Relay cursor connections).' })
class MailEdge {
  @Field(() => String, { description: 'The place of the mail in this list, for `after`.' })
  cursor!: string
  @Field(() => Mail, { description: 'The mail.' })
  node!: ShownMail
}

@ObjectType({ description: 'A page of mails, the newest first (Relay cursor connections).' })
class MailConnection {
  @Bounded(maxPage)
  @Field(() => [MailEdge], { description: 'The mails of this page.' })
  edges!: readonly MailEdge[]
  @Field(() => PageInfo, { description: 'Which part of the list this page is.' })
  pageInfo!: PageInfo
}

@ArgsType()
class MailsArguments extends ForwardPage {
  @Field(() => MailStateEnum, { nullable: true, description: 'Mails in this state. Null: in every state.' })
  state?: MailState | null
}

@InputType({ description: 'Names a mail.' })
class RetryMailInput {
  @Field(() => ID, { description: 'Identifier of the mail.' })
  mailId!: string
}

@ObjectType({ description: 'The mail is due now. If an attempt runs at this moment, its result is awaited first.' })
class MailRetried {
  @Field(() => Mail, { description: 'The mail as it is now.' })
  mail!: ShownMail
}

const RetryMailResult = createOutcomeUnion<RetryMailOutcome>('RetryMailResult', {
  mailRetried: MailRetried,
  mailNotFound: MailNotFound,
  mailOver: MailOver,
})

@Resolver()
export class MailsResolver {
  @Permits('MAIL_READ')
  @Costs(maxPage)
  @Query(() => MailConnection, {
    description:
      'A page of mails, the newest first. Another size, or a cursor of another list, is a BAD_USER_INPUT error whose extensions carry `argument`.',
  })
  async mails(@Args(() => MailsArguments) given: MailsArguments, @Ctx() { auth }: RequestContext): Promise<Mails> {
    return requirePage(await auth.listMails(given))
  }

  @Permits('MAIL_RETRY')
  @Mutation(() => RetryMailResult, {
    description: 'Has a mail sent again that was refused, or that waits for a later attempt.',
  })
  async retryMail(
    @Arg('input', () => RetryMailInput, { description: 'The mail.' }) input: RetryMailInput,
    @Ctx() context: RequestContext,
  ): Promise<RetryMailOutcome> {
    return context.auth.retryMail(input, await requireAdministrator(context))
  }
}
