import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../platform/log.js'
import type { Observe } from '../platform/observation.js'

/** What a stop waits for. Every job can be cut: what it leased or left is found again at the next start. */
const graceMs = 2000

export interface Job {
  name: string
  everySeconds: number
  /** Whoever takes long looks at `stop` now and then. */
  run(stop: AbortSignal): Promise<void>
}

interface Needs {
  log: Log
  observe: Observe
}

/** Runs each job now and again; one run of a job ends before its next begins. */
export function runJobs(jobs: readonly Job[], { log, observe }: Needs): AsyncDisposable {
  const timers = new Map<Job, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const stop = new AbortController()

  const schedule = (job: Job): void => {
    if (stop.signal.aborted) return
    // Unreferenced: a job to come keeps no process alive.
    timers.set(job, setTimeout(() => void start(job), job.everySeconds * 1000).unref())
  }
  const start = async (job: Job): Promise<void> => {
    const run = job.run(stop.signal).then(
      () => observe({ kind: 'job', job: job.name, result: 'done' }),
      (error: unknown) => {
        observe({ kind: 'job', job: job.name, result: 'failed' })
        log.error({ job: job.name, err: error }, 'a job failed')
      },
    )
    running.add(run)
    await run
    running.delete(run)
    schedule(job)
  }

  for (const job of jobs) schedule(job)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.race([Promise.all(running), pause(graceMs, undefined, { ref: false })])
    },
  }
}
