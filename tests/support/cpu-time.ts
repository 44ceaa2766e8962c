import { afterEach } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What the worker spent on the file so far, its imports included. Processes that it started are not. */
    cpuMs?: number
  }
}

// Runs at the start of every file. The files of one worker run one after the other.
const before = process.cpuUsage()

afterEach(({ task }) => {
  const { user, system } = process.cpuUsage(before)
  task.file.meta.cpuMs = Math.round((user + system) / 1000)
})
