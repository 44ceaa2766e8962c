import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Lets the user sign in again. */
export async function run(input: CommandInput): Promise<CommandResult> {
  return onUser(input, async (service, { account: { id: userId } }) =>
    resultOf(await service.enableUser({ userId }, operator), { kind: 'userChanged', line: `Enabled ${userId}.` }),
  )
}
