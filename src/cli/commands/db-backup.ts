import { loadSettings } from '../../config/config.js'
import { backUpDatabase } from '../../maintenance/back-up-database.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

export async function run({ environment, options }: CommandInput): Promise<CommandResult> {
  const settings = await loadSettings(environment)
  const backup = await backUpDatabase(settings, String(options.to), { log: commandLog(), environment })
  const lines = [
    `The backup is in ${backup.file} (${backup.bytes} bytes).`,
    'SECRET_KEY is not in it. Keep a copy of the key in another place.',
  ]
  return { exitCode: 0, lines, data: backup }
}
