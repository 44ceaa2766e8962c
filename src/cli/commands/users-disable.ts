import { operator } from '../../maintenance/operator.js'
import { type CommandInput, type CommandResult, UsageError } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Ends every session of the user, and refuses sign-ins. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const { reason, until } = input.options
  const end = typeof until === 'string' ? new Date(until) : null
  if (end !== null && Number.isNaN(end.getTime())) throw new UsageError('--until must be a time, as 2030-01-31T12:00Z.')
  return onUser(input, async (service, { account: { id: userId } }) => {
    const outcome = await service.disableUser({ userId, reason: String(reason), until: end }, operator)
    return resultOf(outcome, { kind: 'userChanged', line: `Disabled ${userId}.` })
  })
}
