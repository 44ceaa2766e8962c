import { start } from '../../start.js'
import type { CommandInput, CommandResult } from '../command.js'

/** The process goes on after this command, until a signal ends it. */
export async function run({ environment }: CommandInput): Promise<CommandResult> {
  await start(environment)
  return { exitCode: 0, lines: [], data: { isListening: true } }
}
