import { loadSettings } from '../../config/config.js'
import { listPendingMigrations, migrateDatabase } from '../../maintenance/migrate-database.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

export async function run({ environment, options }: CommandInput): Promise<CommandResult> {
  const settings = await loadSettings(environment)
  const isDryRun = options.dryRun === true
  const names = isDryRun ? await listPendingMigrations(settings) : await migrateDatabase(settings, commandLog())
  const lines = names.map((name) => `${isDryRun ? 'due' : 'applied'}: ${name}`)
  return {
    exitCode: 0,
    lines: lines.length === 0 ? ['The database is up to date.'] : lines,
    data: { migrations: names, isApplied: !isDryRun },
  }
}
