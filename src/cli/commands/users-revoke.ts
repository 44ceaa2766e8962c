import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Takes one role from the user. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const role = String(input.options.role)
  return onUser(input, async (service, { account: { id: userId, roles } }) => {
    const left = roles.filter((each) => each !== role)
    const outcome = await service.setRolesOf({ userId, roles: left }, operator)
    return resultOf(outcome, { kind: 'rolesSet', line: `${userId} has ${left.join(' ') || 'no role'}.` })
  })
}
