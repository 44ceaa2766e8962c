import { describeMachine, readVersions } from './machine.ts'
import { Rows } from './measure/rows.ts'
import { type PartName, partNames, readOptions } from './options.ts'
import { measureFlood } from './parts/flood.ts'
import { measureGrowth } from './parts/growth.ts'
import { measureInstall } from './parts/install.ts'
import { measureInstances } from './parts/instances.ts'
import { measureLimitsAndOurs } from './parts/limits-and-ours.ts'
import { measureMemory } from './parts/memory.ts'
import type { Part } from './parts/part.ts'
import { measurePeers } from './parts/peers.ts'
import { measureStart } from './parts/start.ts'
import { countWrites } from './parts/writes.ts'
import { createScratch, root } from './paths.ts'
import { printRows } from './report/print-rows.ts'
import { type Results, writeResults } from './report/results.ts'

const options = readOptions()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
using scratch = createScratch(options.scratch)
const part: Part = { options, rows: new Rows(), scratch: scratch.path, facts: {} }
const results: Results = {
  machine: describeMachine(),
  versions: readVersions(root),
  facts: part.facts,
  parts: {},
  rows: part.rows.all,
}
console.log(results.machine, results.versions)

const work: [PartName[], (part: Part) => Promise<void>][] = [
  [['limits', 'ours'], measureLimitsAndOurs],
  [['flood'], measureFlood],
  [['start'], measureStart],
  [['memory'], measureMemory],
  [['install'], measureInstall],
  [['instances'], measureInstances],
  [['peers'], measurePeers],
  [['growth'], measureGrowth],
  [['writes'], countWrites],
]
const startedMs = Date.now()
for (const [names, measure] of work) {
  const wanted = names.filter((name) => options.only.includes(name))
  if (wanted.length === 0) continue
  console.log(wanted.join(' and '))
  const partMs = Date.now()
  const failure = await measure(part).then(
    () => null,
    (error: unknown) => error,
  )
  if (failure !== null) {
    // The other parts are worth having; results without this one are not the latest.
    console.error(`${wanted.join(' and ')} failed:`, failure)
    process.exitCode = 1
    continue
  }
  const seconds = Math.round((Date.now() - partMs) / 1000)
  console.log(`${wanted.join(' and ')}: ${seconds} s`)
  const { rounds } = options
  for (const name of wanted) results.parts[name] = { startedAt: new Date(partMs).toISOString(), rounds, seconds }
  // After each part, so that a run that is cut leaves what it has.
  writeResults(
    results,
    options,
    partNames.every((name) => results.parts[name] !== undefined),
  )
}

printRows(part.rows.all)
console.log(`${Math.round((Date.now() - startedMs) / 1000)} seconds`)
