import { type Figures, show, showRange, table } from './figures.ts'
import { installed } from './peers-table.ts'
import type { Results } from './results.ts'
import { grownOperations, growthRatio } from './targets.ts'

export function machineText({ machine, versions, facts, parts }: Results): string {
  const packages = Object.entries({ ...versions, ...facts }).map(([name, version]) => `\`${name} ${version}\``)
  const days = Object.values(parts).map(({ startedAt }) => startedAt.slice(0, 10))
  const rounds = Object.values(parts).map((part) => part.rounds)
  return [
    `Measured on ${[...new Set(days)].join(', ')}: ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}.`,
    `Medians of ${[...new Set(rounds)].join(' or ')} rounds, the range in brackets. Packages: ${packages.join(', ')}.`,
  ].join('\n')
}

const fast = [
  ['`node:http`, the same answer to everybody', 'limits', 'me', 'node:http'],
  ['bare Apollo and Fastify, the same answer to everybody', 'limits', 'me', 'bare Apollo'],
  ['`me`', 'ours', 'me', 'Latchkey'],
  ['`verifyToken`', 'ours', 'verifyToken', 'Latchkey'],
  ['`refresh`', 'ours', 'refresh', 'Latchkey'],
  ['`logout`', 'ours', 'logout', 'Latchkey'],
] as const

export function throughputTable(figures: Figures): string {
  const levels = figures.levels('ours', 'me')
  const cells = ([label, part, what, who]: (typeof fast)[number]) => [
    label,
    ...levels.map((at) => {
      const times = `${show(figures.p50(part, what, who, at))} / ${show(figures.p99(part, what, who, at))}`
      return `${showRange(figures.row(part, what, who, at))}; ${times}`
    }),
  ]
  return table(['a second; p50 / p99 in ms', ...levels.map((at) => `${at} connections`)], fast.map(cells))
}

export function hashingTable(figures: Figures): string {
  const rows = [10, 12].flatMap((cost) =>
    figures.levels('limits', `bcrypt ${cost}`).map((at) => {
      const bare = figures.row('limits', `bcrypt ${cost}`, 'bare bcrypt', at)
      const login = figures.row('ours', `login ${cost}`, 'Latchkey', at)
      const register = figures.row('ours', `register ${cost}`, 'Latchkey', at)
      const share = figures.ratio(
        ['ours', `login ${cost}`, 'Latchkey', at],
        ['limits', `bcrypt ${cost}`, 'bare bcrypt', at],
      )
      return [String(cost), String(at), showRange(bare), showRange(login), show(share), showRange(register)]
    }),
  )
  return table(['cost', 'connections', 'bare compares/s', '`login`/s', 'share', '`register`/s'], rows)
}

export function processTable(figures: Figures): string {
  const flood = ['me, as many as are answered', 'me, 200 a second'].flatMap((what) =>
    ['idle', 'during a login flood'].map((who) => [
      `${what.replace('me', '`me`')}, ${who}: p50 / p99`,
      `${show(figures.p50('flood', what, who, 10))} / ${show(figures.p99('flood', what, who, 10))} ms`,
    ]),
  )
  const soak = figures
    .levels('memory', 'under load')
    .map((at) => `${show(figures.median('memory', 'under load', 'Latchkey', at))} (${at} s)`)
  return table(
    ['figure', 'measured'],
    [
      ...flood,
      ['start to ready', `${showRange(figures.row('start', 'start to ready', 'Latchkey', 0))} ms`],
      ['memory right after the start', `${showRange(figures.row('start', 'memory after start', 'Latchkey', 0))} MiB`],
      ['memory idle', show(figures.median('memory', 'idle', 'Latchkey', 0), 'MiB')],
      ['memory under mixed load', `${soak.join(', ')} MiB`],
      ['production dependencies', installed(figures, 'install', 'Latchkey')],
    ],
  )
}

export function instancesTable(figures: Figures): string {
  const rows = ['me', 'refresh'].map((what) => {
    const ratio = figures.ratio(['instances', what, 'two instances', 50], ['instances', what, 'one instance', 50])
    const [one, two] = ['one instance', 'two instances'].map((who) =>
      showRange(figures.row('instances', what, who, 50)),
    )
    return [`\`${what}\``, one ?? '–', two ?? '–', show(ratio)]
  })
  return table(['a second, 50 connections', 'one instance', 'two instances', 'ratio'], rows)
}

export function growthTable(figures: Figures): string {
  const levels = figures.levels('growth', 'me')
  const rows = ['SQLite', 'PostgreSQL'].flatMap((engine) =>
    [...grownOperations, 'me of 1000 users'].map((what) => [
      engine,
      what === 'me of 1000 users' ? '`me`, a thousand users active' : what.replace(/^\w+$/, '`$&`'),
      ...levels.map(
        (at) =>
          `${show(figures.median('growth', what, engine, at))}; ${show(figures.p50('growth', what, engine, at))} / ${show(figures.p99('growth', what, engine, at))}`,
      ),
      show(growthRatio(figures, what, engine)),
    ]),
  )
  const head = ['engine', 'a second; p50 / p99 in ms', ...levels.map((at) => `${at.toLocaleString('en-US')} users`)]
  return table([...head, 'time, largest compared with smallest'], rows)
}
