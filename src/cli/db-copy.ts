import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readEnvironment } from '../config/environment.js'
import { databaseUrl } from '../config/url-parsers.js'
import { type CopyOutcome, copyDatabase } from '../jobs/copy-database.js'
import { createLog } from '../platform/log.js'

/** Copies the database of DATABASE_URL, or of `--from`, into the empty one of `--to`; either may be of either engine. */
const usage = 'npm run db:copy -- --to postgres://… [--from file:data/latchkey.db]\n'
const sentences: Readonly<Record<CopyOutcome['kind'], string>> = {
  copied: 'Every row was copied and compared. Start Latchkey on the copy with the same SECRET_KEY.',
  targetHoldsData: 'The target holds data. A copy goes into an empty database only.',
  differs: 'The databases differ. Stop every server on either of them and run this again.',
}

function readUrl(given: string | undefined): string {
  const url = given === undefined ? undefined : databaseUrl.read(given)
  if (url === undefined) return end(`Both databases must be ${databaseUrl.expected}: ${usage}`, 64)
  return url
}

function end(sentence: string, code: number): never {
  process.stderr.write(sentence)
  process.exit(code)
}

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
const from = readUrl(values.from ?? readEnvironment().DATABASE_URL ?? 'file:data/latchkey.db')
const to = readUrl(values.to)
if (from === to) end('Both databases are the same.\n', 64)
// Opening would create it, and copy nothing.
if (from.startsWith('file:') && !existsSync(from.slice('file:'.length))) end('There is no database to copy.\n', 1)

try {
  const outcome = await copyDatabase(
    { from, to },
    {
      log: createLog({ level: 'warn', format: 'pretty' }),
      onTable: (table, rows) => void process.stdout.write(`${table}: ${rows} rows copied\n`),
    },
  )
  process.stdout.write(`${sentences[outcome.kind]}\n`)
  process.exitCode = outcome.kind === 'copied' ? 0 : 1
} catch (error) {
  end(`The copy ended early: ${error instanceof Error ? error.message : String(error)}\nRun it again to go on.\n`, 1)
}
