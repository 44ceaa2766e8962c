import { type Figures, show, table, worst } from './figures.ts'

interface Target {
  figure: string
  target: string
  measured: string
  /** Null when there is nothing to judge by. */
  holds: boolean | null
}

/** The targets that the product set itself, each by the worst case that was measured. */
export function targetsTable(figures: Figures): string {
  const targets = [
    login(figures),
    ...me(figures),
    ...refresh(figures),
    ...flood(figures),
    growth(figures),
    ...process(figures),
    instances(figures),
  ]
  const verdict = (holds: boolean | null) => (holds === null ? 'not measured' : holds ? 'holds' : '**missed**')
  return table(
    ['figure', 'target', 'measured (worst case)', ''],
    targets.map(({ figure, target, measured, holds }) => [figure, target, measured, verdict(holds)]),
  )
}

const atLeast = (value: number | null, min: number) => (value === null ? null : value >= min)
const atMost = (value: number | null, max: number) => (value === null ? null : value <= max)
const times = (value: number | null) => (value === null ? '–' : `× ${show(value)}`)

function login(figures: Figures): Target {
  const ratios = [10, 12].flatMap((cost) =>
    figures
      .levels('limits', `bcrypt ${cost}`)
      .map((at) =>
        figures.ratio(['ours', `login ${cost}`, 'Latchkey', at], ['limits', `bcrypt ${cost}`, 'bare bcrypt', at]),
      ),
  )
  const measured = worst(ratios, Math.min)
  return {
    figure: '`login` compared with bare bcrypt',
    target: '≥ 0.9',
    measured: times(measured),
    holds: atLeast(measured, 0.9),
  }
}

function me(figures: Figures): Target[] {
  const toBare = (what: string) => {
    const levels = figures.levels('ours', what)
    return worst(
      levels.map((at) => figures.ratio(['ours', what, 'Latchkey', at], ['limits', 'me', 'bare Apollo', at])),
      Math.min,
    )
  }
  const overPeers = figures
    .whos('peers', 'session')
    .filter((who) => who.startsWith('better-auth'))
    .flatMap((who) =>
      figures
        .levels('peers', 'session')
        .map((at) => figures.ratio(['peers', 'session', 'Latchkey', at], ['peers', 'session', who, at])),
    )
  const minOverPeers = worst(overPeers, Math.min)
  return [
    ...['me', 'verifyToken'].map((what) => ({
      figure: `\`${what}\` compared with bare Apollo`,
      target: '≥ 0.5',
      measured: times(toBare(what)),
      holds: atLeast(toBare(what), 0.5),
    })),
    {
      figure: '`me` compared with better-auth’s get-session, cookie cache on or off',
      target: '≥ 15 ×',
      measured: times(minOverPeers),
      holds: atLeast(minOverPeers, 15),
    },
  ]
}

function refresh(figures: Figures): Target[] {
  const levels = figures.levels('ours', 'refresh')
  const ratio = worst(
    levels.map((at) => figures.ratio(['ours', 'refresh', 'Latchkey', at], ['limits', 'me', 'bare Apollo', at])),
    Math.min,
  )
  const slowest = worst(
    levels.map((at) => figures.median('ours', 'refresh', 'Latchkey', at)),
    Math.min,
  )
  return [
    {
      figure: '`refresh` compared with bare Apollo',
      target: '≥ 0.2',
      measured: times(ratio),
      holds: atLeast(ratio, 0.2),
    },
    { figure: '`refresh`', target: '≥ 3,000/s', measured: show(slowest, '/s'), holds: atLeast(slowest, 3000) },
  ]
}

function flood(figures: Figures): Target[] {
  const what = 'me, as many as are answered'
  const [idle, flooded] = ['idle', 'during a login flood'].map((who) => figures.p99('flood', what, who, 10))
  const ratio = idle == null || flooded == null ? null : flooded / idle
  return [
    {
      figure: '`me` p99 during a login flood',
      target: '< 250 ms',
      measured: show(flooded ?? null, 'ms'),
      holds: atMost(flooded ?? null, 250),
    },
    {
      figure: 'the same compared with its idle p99',
      target: '< 10 ×',
      measured: times(ratio),
      holds: atMost(ratio, 10),
    },
  ]
}

export const grownOperations = ['me', 'session list', 'refresh', 'login', 'register'] as const

/** How many times longer an operation takes on the largest population than on the smallest. */
export function growthRatio(figures: Figures, what: string, engine: string): number | null {
  const levels = figures.levels('growth', what)
  const [smallest = 0, largest = 0] = [levels.at(0), levels.at(-1)]
  return figures.ratio(['growth', what, engine, smallest], ['growth', what, engine, largest])
}

function growth(figures: Figures): Target {
  const ratios = ['SQLite', 'PostgreSQL'].flatMap((engine) =>
    grownOperations.map((what) => growthRatio(figures, what, engine)),
  )
  const largest = worst(ratios, Math.max)
  return {
    figure: 'time at the largest population compared with the smallest, every operation, both engines',
    target: '≤ 1.5 ×',
    measured: times(largest),
    holds: atMost(largest, 1.5),
  }
}

function process(figures: Figures): Target[] {
  const ready = figures.median('start', 'start to ready', 'Latchkey', 0)
  const idle = figures.median('memory', 'idle', 'Latchkey', 0)
  const loaded = figures
    .levels('memory', 'under load')
    .map((at) => figures.median('memory', 'under load', 'Latchkey', at))
  // The first third of the soak warms up.
  const [early, late] = [loaded.at(1) ?? null, loaded.at(-1) ?? null]
  const grown = early === null || late === null ? null : late / early
  return [
    {
      figure: 'start to ready, existing database',
      target: '< 1 s',
      measured: show(ready, 'ms'),
      holds: atMost(ready, 1000),
    },
    { figure: 'memory idle', target: '< 150 MiB', measured: show(idle, 'MiB'), holds: atMost(idle, 150) },
    {
      figure: 'memory at the end of the soak compared with a third of the way',
      target: 'no growth (≤ 1.05 ×)',
      measured: `${show(early)} → ${show(late, 'MiB')}`,
      holds: atMost(grown, 1.05),
    },
  ]
}

function instances(figures: Figures): Target {
  const ratio = figures.ratio(['instances', 'me', 'two instances', 50], ['instances', 'me', 'one instance', 50])
  return {
    figure: 'two instances on PostgreSQL compared with one, `me`',
    target: '≥ 1.6 × where cores allow',
    measured: times(ratio),
    holds: atLeast(ratio, 1.6),
  }
}
