import { type Figures, show, table } from './figures.ts'
import type { Results } from './results.ts'

/** The numbers that the formulae of the sizing guide take, from this run. */
export function sizingTable(figures: Figures, { machine }: Results): string {
  const perCore = (cost: number) => {
    const bare = figures.median('limits', `bcrypt ${cost}`, 'bare bcrypt', 10)
    const share = figures.ratio(
      ['ours', `login ${cost}`, 'Latchkey', 10],
      ['limits', `bcrypt ${cost}`, 'bare bcrypt', 10],
    )
    return bare === null || share === null ? null : (bare * share) / machine.cores
  }
  const cost12 = perCore(12)
  const doubled = (cost: number) => (cost12 === null ? null : cost12 / 2 ** (cost - 12))
  return table(
    ['number', 'of this machine'],
    [
      ['H(10): logins a second and core at bcrypt cost 10', show(perCore(10))],
      ['H(11), reckoned: twice H(12)', show(doubled(11))],
      ['H(12), the default', show(cost12)],
      ['H(13), reckoned: half of H(12)', show(doubled(13))],
      ['M: `me` a second and process, which keeps one core busy', show(figures.median('ours', 'me', 'Latchkey', 50))],
      ['R: `refresh` a second and process, SQLite', show(figures.median('ours', 'refresh', 'Latchkey', 50))],
      ['R on PostgreSQL', show(figures.median('instances', 'refresh', 'one instance', 50))],
    ],
  )
}

export function storageTable(figures: Figures): string {
  const largest = figures.levels('growth', 'storage of a user').at(-1) ?? 0
  const kinds = [
    ['a user with profile and password', 'storage of a user'],
    ['a session', 'storage of a session'],
    ['an audit event', 'storage of an audit event'],
  ] as const
  const rows = kinds.map(([label, what]) => [
    label,
    ...['SQLite', 'PostgreSQL'].map((engine) => show(figures.median('growth', what, engine, largest))),
  ])
  return table([`bytes with indexes, at ${largest.toLocaleString('en-US')} users`, 'SQLite', 'PostgreSQL'], rows)
}

export function writesTable(figures: Figures): string {
  const rows = ['me', 'login', 'register', 'refresh', 'logout'].map((what) => [
    `\`${what}\``,
    show(figures.median('writes', what, 'rows', 0)),
    show(figures.median('writes', what, 'commits', 0)),
  ])
  return table(['operation', 'rows written', 'commits'], rows)
}
