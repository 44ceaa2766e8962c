import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Machine } from '../machine.ts'
import type { Row } from '../measure/rows.ts'
import type { Options, PartName } from '../options.ts'
import { resultsFile, shortResultsFile } from '../paths.ts'

/** What the report is made of, and nothing else. */
export interface Results {
  machine: Machine
  versions: Record<string, string>
  facts: Record<string, string>
  /** When each part was measured, and how. */
  parts: Partial<Record<PartName, { startedAt: string; rounds: number; seconds: number }>>
  rows: Row[]
}

/** A full run becomes `latest`. A short or partial run gets a file of its own, unless it is to be merged. */
export function writeResults(results: Results, { only, isQuick, merge }: Options, wasEverything: boolean): string {
  const isLatest = !isQuick && (wasEverything || merge)
  const file = isLatest ? resultsFile : shortResultsFile
  const before = merge && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : null
  const isReplaced = ({ part }: Row) => only.some((name) => name === part)
  const kept = before?.rows.filter((row) => !isReplaced(row)) ?? []
  const merged: Results = {
    ...results,
    facts: { ...before?.facts, ...results.facts },
    parts: { ...before?.parts, ...results.parts },
    rows: [...kept, ...results.rows],
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(merged, null, 1)}\n`)
  return file
}
