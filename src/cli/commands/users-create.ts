import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUsers, resultOf, rolesOf } from '../on-users.js'

/** Creates a user without a way in. With `--invite` a link is mailed with which the user chooses a password. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const { email, username, roles, verified, invite } = input.options
  const names = {
    email: typeof email === 'string' ? email : null,
    username: typeof username === 'string' ? username : null,
  }
  const user = { ...names, roles: rolesOf(roles), emailVerified: verified === true, sendInvitation: invite === true }
  return onUsers(input, async (service) => {
    const outcome = await service.createUser(user, operator)
    const line = outcome.kind === 'userCreated' ? `Created ${outcome.account.id}.` : ''
    return resultOf(outcome, { kind: 'userCreated', line })
  })
}
