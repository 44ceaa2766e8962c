import { loadSettings } from '../../config/config.js'
import { listSettings } from '../../config/list-settings.js'
import type { CommandInput, CommandResult } from '../command.js'

export async function run({ environment }: CommandInput): Promise<CommandResult> {
  const values = listSettings(await loadSettings(environment))
  const lines = Object.entries(values).map(([name, value]) => `${name} = ${textOf(value)}`)
  return { exitCode: 0, lines, data: values }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
