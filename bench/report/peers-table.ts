import { type Figures, show, table } from './figures.ts'

const head = [
  'a second (p50 / p99 in ms)',
  'session at 10',
  'session at 50',
  'renewal at 10',
  'sign-in at 10',
  'sign-up at 10',
  'ready after ms',
  'memory MiB',
  'installed',
]

/** Everybody's figures of the one story. */
export function peersTable(figures: Figures): string {
  const whos = ['session', 'renewal', 'sign-in', 'sign-up'].flatMap((what) => figures.whos('peers', what))
  return table(
    head,
    [...new Set(whos)].map((who) => rowOf(figures, who)),
  )
}

function rowOf(figures: Figures, who: string): string[] {
  const started = (what: string) => show(figures.median('peers', what, who, 0) ?? figures.median('start', what, who, 0))
  return [
    who === 'Latchkey' ? '**Latchkey**' : who,
    withTimes(figures, ['peers', 'session', who, 10]),
    withTimes(figures, ['peers', 'session', who, 50]),
    withTimes(figures, ['peers', 'renewal', who, 10]),
    show(figures.median('peers', 'sign-in', who, 10)),
    show(figures.median('peers', 'sign-up', who, 10)),
    started('start to ready'),
    started('memory after start'),
    who === 'Latchkey'
      ? installed(figures, 'install', who)
      : installed(figures, 'peers', who.split(',')[0]?.toLowerCase() ?? ''),
  ]
}

function withTimes(figures: Figures, key: Parameters<Figures['row']>): string {
  const median = figures.median(...key)
  return median === null ? '–' : `${show(median)} (${show(figures.p50(...key))} / ${show(figures.p99(...key))})`
}

export function installed(figures: Figures, part: string, who: string): string {
  const size = figures.median(part, 'production dependencies', who, 0)
  const packages = figures.median(part, 'production packages', who, 0)
  return size === null ? '–' : `${show(size)} MiB, ${show(packages)} packages`
}
