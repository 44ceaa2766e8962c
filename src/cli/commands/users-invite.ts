import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUsers, resultOf, rolesOf } from '../on-users.js'

/** Creates a user and mails a link with which the user chooses a password. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const { email, roles } = input.options
  const user = { email: String(email), roles: rolesOf(roles), emailVerified: false, sendInvitation: true }
  return onUsers(input, async (service) =>
    resultOf(await service.createUser(user, operator), { kind: 'userCreated', line: `Invited ${email}.` }),
  )
}
