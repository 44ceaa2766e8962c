import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultsFile, root } from './paths.ts'
import { Figures } from './report/figures.ts'
import { peersTable } from './report/peers-table.ts'
import { plotGrowth } from './report/plot-growth.ts'
import { plotSessions } from './report/plot-sessions.ts'
import type { Results } from './report/results.ts'
import { sizingTable, storageTable, writesTable } from './report/sizing.ts'
import {
  growthTable,
  hashingTable,
  instancesTable,
  machineText,
  processTable,
  throughputTable,
} from './report/tables.ts'
import { targetsTable } from './report/targets.ts'

/** Writes the tables and plots of docs/performance.md from the results alone; its prose stays as it is. */
const [file = resultsFile, folder = join(root, 'docs')] = process.argv.slice(2)
if (!existsSync(file)) throw new Error(`There is no ${file}: run npm run bench first.`)
const results = JSON.parse(readFileSync(file, 'utf8')) as Results
const figures = new Figures(results.rows)

const sections: Record<string, string> = {
  machine: machineText(results),
  targets: targetsTable(figures),
  throughput: throughputTable(figures),
  hashing: hashingTable(figures),
  process: processTable(figures),
  instances: instancesTable(figures),
  peers: peersTable(figures),
  growth: growthTable(figures),
  sizing: sizingTable(figures, results),
  storage: storageTable(figures),
  writes: writesTable(figures),
}

const page = join(root, 'docs/performance.md')
const written = Object.entries(sections).reduce(
  (text, [name, content]) => {
    const place = new RegExp(`(<!-- bench: ${name} -->)[^]*?(<!-- end -->)`)
    if (!place.test(text)) throw new Error(`docs/performance.md has no place for ${name}.`)
    return text.replace(place, (_all, begin: string, end: string) => `${begin}\n\n${content}\n\n${end}`)
  },
  readFileSync(page, 'utf8'),
)
writeFileSync(join(folder, 'performance.md'), written)
writeFileSync(join(folder, 'performance-sessions.svg'), plotSessions(figures))
writeFileSync(join(folder, 'performance-growth.svg'), plotGrowth(figures))
console.log(`written from ${file}`)
