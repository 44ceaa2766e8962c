import type { CommandInput, CommandResult } from '../command.js'
import { UsageError } from '../command.js'
import { lineOf, onUsers } from '../on-users.js'

/** The newest users first, or those that a search finds. */
export async function run(input: CommandInput): Promise<CommandResult> {
  const { search, role, disabled, max } = input.options
  const filter = { ...(typeof role === 'string' && { role }), ...(disabled === true && { disabled }) }
  const wanted = { search: typeof search === 'string' ? search : null, filter, orderBy: 'CREATED_NEWEST' as const }
  return onUsers(input, async (service) => {
    const page = await service.listAccounts({ ...wanted, first: Number(max) })
    if (page.kind === 'invalidArgument') throw new UsageError('--max must be a number from 1 to 100.')
    const users = page.edges.map(({ node }) => node)
    return { exitCode: 0, lines: users.length === 0 ? ['No user was found.'] : users.map(lineOf), data: users }
  })
}
