import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Deletes everything of the user except audit events. */
export async function run(input: CommandInput): Promise<CommandResult> {
  return onUser(input, async (service, { account: { id: userId } }) =>
    resultOf(await service.deleteUser({ userId }, operator), { kind: 'userChanged', line: `Deleted ${userId}.` }),
  )
}
