import { operator } from '../../maintenance/operator.js'
import type { CommandInput, CommandResult } from '../command.js'
import { onUser, resultOf } from '../on-users.js'

/** Ends all sessions of the user. */
export async function run(input: CommandInput): Promise<CommandResult> {
  return onUser(input, async (service, { account: { id: userId } }) => {
    const outcome = await service.endSessions({ userId }, operator)
    const count = outcome.kind === 'sessionsEnded' ? outcome.endedSessions : 0
    return resultOf(outcome, { kind: 'sessionsEnded', line: `Ended ${count} sessions.` })
  })
}
