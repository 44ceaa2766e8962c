// `npm run check:faults`: every fault in its long form, then a table. Ends with 1 when a promise was broken.
//
//   --rounds 200   how often what is random is repeated (20 when absent)
//   --seconds 600  begins no round of one test after so long
//   --only F1,F16  files that name one of these faults; everything when absent
//   --no-times     on a busy machine: reports times and holds them to no limit
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FaultResult } from '../tests/support/faults/rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '86400' },
    only: { type: 'string' },
    'no-times': { type: 'boolean', default: false },
  },
})

const folder = join(import.meta.dirname, '../tests/faults')
const report = join(mkdtempSync(join(tmpdir(), 'latchkey-faults-')), 'report.jsonl')
const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', '--reporter=verbose', ...chosenFiles()],
  {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: {
      ...process.env,
      FAULT_ROUNDS: values.rounds,
      FAULT_SECONDS: values.seconds,
      FAULT_REPORT: report,
      ...(values['no-times'] && { FAULT_TIMES: 'off' }),
    },
  },
)
printTable(existsSync(report) ? readResults(readFileSync(report, 'utf8')) : [])
process.exitCode = run.status ?? 1

/** They race as often as a fault is repeated, when everything is checked. */
const races = ['tests/journeys/refresh.test.ts', 'tests/journeys/two-instances.test.ts']

function chosenFiles(): string[] {
  const wanted = values.only?.split(',') ?? []
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
  const isWanted = (name: string) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return wanted.length === 0 || wanted.some((fault) => new RegExp(`'${fault}[',]`).test(text))
  }
  const chosen = files.filter(isWanted).map((name) => join('tests/faults', name))
  return wanted.length === 0 ? [...chosen, ...races] : chosen
}

function readResults(text: string): FaultResult[] {
  const results = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FaultResult)
  return results.sort((a, b) => Number.parseInt(a.fault.slice(1), 10) - Number.parseInt(b.fault.slice(1), 10))
}

function printTable(results: readonly FaultResult[]): void {
  const rows = results.map(({ fault, engine, rounds, requests, failed, recoverySeconds, note = '' }) =>
    [fault, engine, rounds, requests ?? '', failed ?? '', recoverySeconds?.toFixed(1) ?? '', note].join(' | '),
  )
  const head = 'fault | engine | rounds | requests | failed | seconds to recover | note'
  const lines = [head, '---|---|---:|---:|---:|---:|---', ...rows].map((row) => `| ${row} |`)
  process.stdout.write(`\n${lines.join('\n')}\n`)
}
