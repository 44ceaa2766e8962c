import { type Figures, show } from './figures.ts'
import { bar, svg, text } from './svg.ts'

const ours = '#1f6feb'
const others = '#9aa5b1'

/** Checks of a session a second, for each server, as bars. */
export function plotSessions(figures: Figures): string {
  const entries = [
    { who: 'bare Apollo, no session', value: figures.median('limits', 'me', 'bare Apollo', 10), fill: '#cbd2d9' },
    ...figures.whos('peers', 'session').map((who) => ({
      who,
      value: figures.median('peers', 'session', who, 10),
      fill: who === 'Latchkey' ? ours : others,
    })),
  ].filter(({ value }) => value !== null)
  const max = Math.max(...entries.map(({ value }) => value ?? 0), 1)
  const parts = entries.flatMap(({ who, value, fill }, place) => {
    const y = 44 + place * 34
    const width = ((value ?? 0) / max) * 420
    return [
      text({ x: 190, y: y + 16 }, who, { anchor: 'end' }),
      bar({ x: 200, y }, { width: Math.max(width, 1), height: 22 }, fill),
      text({ x: 206 + width, y: y + 16 }, show(value)),
    ]
  })
  const title = 'Checks of a session a second: me and its like, 10 connections'
  return svg({ width: 700, height: 56 + entries.length * 34 }, title, parts)
}
