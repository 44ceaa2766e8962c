import { writeFileSync } from 'node:fs'
import { describeMachine, readVersions } from './machine.ts'
import { Rows } from './measure/rows.ts'
import { type PartName, readOptions } from './options.ts'
import { measureFlood } from './parts/flood.ts'
import { measureGrowth } from './parts/growth.ts'
import { measureInstall } from './parts/install.ts'
import { measureInstances } from './parts/instances.ts'
import { measureLimitsAndOurs } from './parts/limits-and-ours.ts'
import { measureMemory } from './parts/memory.ts'
import type { Part } from './parts/part.ts'
import { measurePeers } from './parts/peers.ts'
import { measureStart } from './parts/start.ts'
import { createScratch, resultsFile, root } from './paths.ts'
import { printRows } from './report/print-rows.ts'

const options = readOptions()
using scratch = createScratch(options.scratch)
const part: Part = { options, rows: new Rows(), scratch: scratch.path, facts: {} }
const machine = describeMachine()
const versions = readVersions(root)
const startedAt = new Date()
console.log(machine, versions)

const work: [PartName[], (part: Part) => Promise<void>][] = [
  [['limits', 'ours'], measureLimitsAndOurs],
  [['flood'], measureFlood],
  [['start'], measureStart],
  [['memory'], measureMemory],
  [['install'], measureInstall],
  [['instances'], measureInstances],
  [['peers'], measurePeers],
  [['growth'], measureGrowth],
]
for (const [names, measure] of work) {
  if (!names.some((name) => options.only.includes(name))) continue
  console.log(names.join(' and '))
  const before = performance.now()
  await measure(part)
  console.log(`${names.join(' and ')}: ${Math.round((performance.now() - before) / 1000)} s`)
}

const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000)
const { rounds, isQuick, only } = options
const results = { startedAt, seconds, machine, versions, facts: part.facts, rounds, isQuick, only, rows: part.rows.all }
writeFileSync(resultsFile, `${JSON.stringify(results, null, 1)}\n`)
printRows(part.rows.all)
console.log(`${seconds} seconds; written to ${resultsFile}`)
