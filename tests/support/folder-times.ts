import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

interface Spent {
  files: number
  tests: number
  seconds: number
  cpuSeconds: number
}

/** Prints how long the tests of each folder took: sums over all workers, so that a slow folder shows on any machine. */
export class FolderTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const folders = Map.groupBy(modules, ({ moduleId }) => relative(process.cwd(), moduleId).split('/')[1] ?? '')
    const rows = [...folders].map(([folder, files]) => ({ folder, ...sumOf(files) }))
    rows.sort((a, b) => b.seconds - a.seconds)
    const lines = [...rows, { folder: 'all', ...sumOf(modules) }].map(lineOf)
    process.stdout.write(`\nSeconds by folder, summed over all workers\n${lines.join('\n')}\n\n`)
  }
}

function sumOf(modules: readonly TestModule[]): Spent {
  const sum = { files: 0, tests: 0, seconds: 0, cpuSeconds: 0 }
  for (const module of modules) {
    const { duration, collectDuration, prepareDuration, setupDuration } = module.diagnostic()
    sum.files += 1
    sum.tests += [...module.children.allTests()].length
    sum.seconds += (duration + collectDuration + prepareDuration + setupDuration) / 1000
    sum.cpuSeconds += (module.meta().cpuMs ?? 0) / 1000
  }
  return sum
}

function lineOf({ folder, files, tests, seconds, cpuSeconds }: Spent & { folder: string }): string {
  const spent = `${seconds.toFixed(0).padStart(5)} s ${cpuSeconds.toFixed(0).padStart(5)} s CPU`
  return `${folder.padEnd(12)}${spent}${String(files).padStart(5)} files${String(tests).padStart(6)} tests`
}
