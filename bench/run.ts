import { writeFileSync } from 'node:fs'
import { describeMachine, readVersions } from './machine.ts'
import { Rows } from './measure/rows.ts'
import { readOptions } from './options.ts'
import { measureLimitsAndOurs } from './parts/limits-and-ours.ts'
import type { Part } from './parts/part.ts'
import { createScratch, resultsFile, root } from './paths.ts'
import { printRows } from './report/print-rows.ts'

const options = readOptions()
using scratch = createScratch(options.scratch)
const part: Part = { options, rows: new Rows(), scratch: scratch.path, facts: {} }
const machine = describeMachine()
const versions = readVersions(root)
const startedAt = new Date()
console.log(machine, versions)

if (options.only.some((name) => name === 'limits' || name === 'ours')) await measureLimitsAndOurs(part)

const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000)
const { rounds, isQuick, only } = options
const results = { startedAt, seconds, machine, versions, facts: part.facts, rounds, isQuick, only, rows: part.rows.all }
writeFileSync(resultsFile, `${JSON.stringify(results, null, 1)}\n`)
printRows(part.rows.all)
console.log(`${seconds} seconds; written to ${resultsFile}`)
