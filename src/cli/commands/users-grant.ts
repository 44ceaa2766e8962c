import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Gives the user one more role. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const role = String(input.options.role)
  return onUser(input, async (service, { account: { id: userId, roles } }) => {
    const outcome = await service.setRolesOf({ userId, roles: [...roles, role] }, operator)
    return resultOf(outcome, { kind: 'rolesSet', line: `${userId} has ${[...new Set([...roles, role])].join(' ')}.` })
  })
}
