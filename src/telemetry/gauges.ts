import { Gauge, type Registry } from 'prom-client'
import { version } from './version.js'

/** What has a present value. */
export interface Gauged {
  engine: string
  hashing: { readonly running: number; readonly waiting: number }
  /** Null where there is no pool. */
  connections(): { total: number; idle: number; waiting: number } | null
  /** One cheap read of the database. Rejects while that is away. */
  backlog(): Promise<{ waiting: number; overdueSeconds: number }>
}

/** Gives what has to be awaited before the registry is printed. */
export function watchGauges(registry: Registry, gauged: Gauged): () => Promise<void> {
  const registers = [registry]
  new Gauge({
    name: 'latchkey_build_info',
    help: 'Always 1; the labels say what runs',
    labelNames: ['version', 'engine', 'node'],
    registers,
  }).set({ version, engine: gauged.engine, node: process.versions.node }, 1)
  for (const state of ['running', 'waiting'] as const) {
    new Gauge({
      name: `latchkey_passwords_${state}`,
      help: `Password hashes that are ${state}`,
      registers,
      collect() {
        this.set(gauged.hashing[state])
      },
    })
  }
  watchConnections(registry, gauged)
  return watchDatabase(registry, gauged)
}

function watchConnections(registry: Registry, { connections }: Gauged): void {
  if (connections() === null) return
  new Gauge({
    name: 'latchkey_database_connections',
    help: 'Connections of the pool: total and idle; waiting: requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(connections() ?? {})) this.set({ state }, count)
    },
  })
}

/** All of one read, so that they tell of one moment. While the database is away there are no values about mail. */
function watchDatabase(registry: Registry, { backlog }: Gauged): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name: `latchkey_${name}`, help, registers: [registry] })
  const up = gauge('database_up', 'Whether the database answers: 1 or 0')
  const waiting = gauge('mails_waiting', 'Mails of the outbox that are not settled; 10000 stands for more, too')
  const overdue = gauge('mail_overdue_seconds', 'For how long the most overdue mail could have been sent')
  return async () => {
    const found = await backlog().catch(() => null)
    up.set(found === null ? 0 : 1)
    waiting.set(found?.waiting ?? Number.NaN)
    overdue.set(found?.overdueSeconds ?? Number.NaN)
  }
}
