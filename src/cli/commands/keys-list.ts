import { loadSettings } from '../../config/config.js'
import { listSigningKeys } from '../../maintenance/list-signing-keys.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

export async function run({ environment }: CommandInput): Promise<CommandResult> {
  const keys = await listSigningKeys(await loadSettings(environment), commandLog())
  const lines = keys.map(({ kid, algorithm, state, signsFrom }) =>
    [kid, algorithm, state.padEnd(7), `signs from ${signsFrom.toISOString()}`].join('  '),
  )
  return { exitCode: 0, lines, data: keys }
}
