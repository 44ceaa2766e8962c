import { afterEach } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What the worker spent on the file so far, its imports included. Processes that it started are not. */
    cpuMs?: number
  }
}

// Every file has a worker process of its own, so the whole use of the process is that of the file.
afterEach(({ task }) => {
  const { user, system } = process.cpuUsage()
  task.file.meta.cpuMs = Math.round((user + system) / 1000)
})
