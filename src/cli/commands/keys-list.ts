import { loadSettings } from '../../config/config.js'
import { listSigningKeys } from '../../maintenance/manage-signing-keys.js'
import type { ShownSigningKey } from '../../tokens/show-signing-keys.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

export async function run({ environment }: CommandInput): Promise<CommandResult> {
  const keys = await listSigningKeys(await loadSettings(environment), commandLog())
  return { exitCode: 0, lines: keys.map(lineOf), data: keys }
}

export function lineOf({ kid, algorithm, stage, signsFrom }: ShownSigningKey): string {
  return [kid, algorithm, stage.padEnd(9), `signs from ${signsFrom.toISOString()}`].join('  ')
}
