import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { mailResults, type Observation, type Observe, refreshResults } from '../platform/observation.js'
import { type Gauged, watchGauges } from './gauges.js'

export interface Metrics {
  readonly observe: Observe
  /** What is read whenever somebody asks for the metrics. */
  watch(gauged: Gauged): void
  /** The Prometheus text format, version 0.0.4. */
  print(): Promise<string>
  readonly contentType: string
}

/** From an indexed read to a flood of passwords. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Gauges of the library that are named like counters. Prometheus' own check refuses them, and `rate` of one means nothing.
 * Each is the sum of the gauge without `_total`.
 */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total']

/** A registry of its own, so that two servers in one process do not count together. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  let readGauges = async (): Promise<void> => undefined
  return {
    observe: createObserver(registry),
    watch(gauged) {
      readGauges = watchGauges(registry, gauged)
    },
    async print() {
      await readGauges()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

type Count = { [Kind in Observation['kind']]: (observation: Extract<Observation, { kind: Kind }>) => void }

function createObserver(registry: Registry): Observe {
  const counters = createCounters(registry)
  const count: Count = {
    operation({ field: operation, outcome, seconds }) {
      counters.operations.inc({ operation, outcome })
      counters.durations.observe({ operation }, seconds)
    },
    answer: ({ route, status }) => counters.answers.inc({ route, status }),
    refresh: ({ result }) => counters.refreshes.inc({ result }),
    throttled: ({ limit }) => counters.throttled.inc({ limit }),
    unavailable: ({ part }) => counters.unavailable.inc({ part }),
    mail: ({ result }) => counters.mails.inc({ result }),
    job: ({ job, result }) => counters.jobs.inc({ job, result }),
  }
  return (observation) => count[observation.kind](observation as never)
}

function createCounters(registry: Registry) {
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `latchkey_${name}_total`, help, labelNames, registers })
  const counters = {
    operations: counter('operations', 'Root fields answered, by outcome', ['operation', 'outcome']),
    answers: counter('http_answers', 'HTTP answers, by route and status', ['route', 'status']),
    refreshes: counter('refreshes', 'Refresh tokens presented, by result', ['result']),
    throttled: counter('throttled', 'Attempts refused by a limit', ['limit']),
    unavailable: counter('unavailable', 'Times a part could not be used', ['part']),
    mails: counter('mails', 'Attempts to deliver a mail, by result', ['result']),
    jobs: counter('jobs', 'Runs of background jobs, by result', ['job', 'result']),
    durations: new Histogram({
      name: 'latchkey_operation_duration_seconds',
      help: 'Time from the parsed request to the answer, by root field',
      labelNames: ['operation'] as const,
      buckets: secondsBuckets,
      registers,
    }),
  }
  // A rate over a series that begins with its first event would miss that event.
  for (const result of refreshResults) counters.refreshes.inc({ result }, 0)
  for (const result of mailResults) counters.mails.inc({ result }, 0)
  for (const part of ['database', 'passwords']) counters.unavailable.inc({ part }, 0)
  return counters
}
