import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../platform/log.js'
import type { Observe } from '../platform/observation.js'

/** Maximum wait for running jobs at a stop. A job that is cut off leaves its work to the next start. */
const maxStopMs = 2000

export interface Job {
  name: string
  everySeconds: number
  /** Long jobs must check `stop` between batches. */
  run(stop: AbortSignal): Promise<void>
}

interface Needs {
  log: Log
  observe: Observe
}

/** Runs each job at its interval. The interval begins when the previous run has ended, so runs never overlap. */
export function runJobs(jobs: readonly Job[], { log, observe }: Needs): AsyncDisposable {
  const timers = new Map<Job, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const stop = new AbortController()

  const scheduleNext = (job: Job): void => {
    if (stop.signal.aborted) return
    // Unreferenced, so that a timer does not keep the process alive.
    timers.set(job, setTimeout(() => void runOnce(job), job.everySeconds * 1000).unref())
  }
  const runOnce = async (job: Job): Promise<void> => {
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
    scheduleNext(job)
  }

  for (const job of jobs) scheduleNext(job)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.race([Promise.all(running), pause(maxStopMs, undefined, { ref: false })])
    },
  }
}
