import { loadSettings } from '../../config/config.js'
import { publishSigningKey } from '../../maintenance/manage-signing-keys.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'
import { lineOf } from './keys-list.js'

export async function run({ environment }: CommandInput): Promise<CommandResult> {
  const key = await publishSigningKey(await loadSettings(environment), commandLog())
  return { exitCode: 0, lines: [lineOf(key)], data: key }
}
