import { existsSync } from 'node:fs'
import { databaseUrl } from '../../config/url-parsers.js'
import { type CopyOutcome, copyDatabase } from '../../maintenance/copy-database.js'
import { type CommandInput, type CommandResult, UsageError } from '../command.js'
import { commandLog } from '../command-log.js'

const sentences: Readonly<Record<CopyOutcome['kind'], string>> = {
  copied: 'Every row was copied and compared. Start Latchkey on the copy with the same SECRET_KEY.',
  targetHoldsData: 'The target holds data. A copy goes into an empty database only.',
  differs: 'The databases differ. Stop every server on either of them and run this again.',
}

export async function run({ environment, options, tell }: CommandInput): Promise<CommandResult> {
  const from = readUrl(options.from ?? (environment.DATABASE_URL || 'file:data/latchkey.db'))
  const to = readUrl(options.to)
  if (from === to) throw new UsageError('Both databases are the same.')
  // Opening would create it, and copy nothing.
  if (from.startsWith('file:') && !existsSync(from.slice('file:'.length)))
    throw new Error('There is no database to copy.')
  const outcome = await copy({ from, to }, tell)
  return { exitCode: outcome.kind === 'copied' ? 0 : 1, lines: [sentences[outcome.kind]], data: outcome }
}

function readUrl(given: string | boolean | undefined): string {
  const url = typeof given === 'string' ? databaseUrl.read(given) : undefined
  if (url === undefined) throw new UsageError(`Both databases must be ${databaseUrl.expected}.`)
  return url
}

async function copy(urls: { from: string; to: string }, tell: (line: string) => void): Promise<CopyOutcome> {
  try {
    return await copyDatabase(urls, {
      log: commandLog(),
      onTable: (table, rows) => tell(`${table}: ${rows} rows copied`),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The copy ended early: ${reason}\nRun it again to go on.`, { cause: error })
  }
}
