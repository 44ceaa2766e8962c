import type { Figures } from './figures.ts'
import { dot, line, svg, text } from './svg.ts'
import { grownOperations } from './targets.ts'

const colours = ['#1f6feb', '#d9730d', '#2f9e44', '#9c36b5', '#c92a2a']
const field = { left: 60, right: 520, top: 50, bottom: 300 }
const limit = 1.5

interface Series {
  label: string
  fill: string
  dash: string
  /** At each population, compared with the smallest; null when it was not measured. */
  ratios: (number | null)[]
}

/** Time of each operation with more users, in relation to its time with the fewest, on both engines. */
export function plotGrowth(figures: Figures): string {
  const levels = figures.levels('growth', 'me')
  const series = seriesOf(figures, levels)
  const max = Math.max(2, ...series.flatMap(({ ratios }) => ratios.map((ratio) => ratio ?? 0)))
  const scale = {
    x: (place: number) => field.left + (place / Math.max(1, levels.length - 1)) * (field.right - field.left),
    y: (ratio: number) => field.bottom - (ratio / max) * (field.bottom - field.top),
  }
  const users = levels.map((at, place) =>
    text({ x: scale.x(place), y: 322 }, at.toLocaleString('en-US'), { anchor: 'middle' }),
  )
  const title = `Time of an operation as users grow, compared with the smallest population (limit: × ${limit})`
  const drawn = series.flatMap((one, place) => drawSeries(one, scale, place))
  return svg({ width: 760, height: 340 }, title, [...drawGrid(scale), ...drawn, ...users])
}

interface Scale {
  x(place: number): number
  y(ratio: number): number
}

function seriesOf(figures: Figures, levels: readonly number[]): Series[] {
  return grownOperations.flatMap((what, place) =>
    ['SQLite', 'PostgreSQL'].map((engine) => ({
      label: `${what}, ${engine}`,
      fill: colours[place] ?? '#9aa5b1',
      dash: engine === 'SQLite' ? '' : '5 4',
      ratios: levels.map((at) => figures.ratio(['growth', what, engine, levels[0] ?? 0], ['growth', what, engine, at])),
    })),
  )
}

function drawGrid(scale: Scale): string[] {
  return [0, 0.5, 1, limit, 2].flatMap((ratio) => {
    const y = scale.y(ratio)
    const [stroke, dash] = ratio === limit ? ['#c92a2a', '2 4'] : ['#e4e7eb', '']
    const points = [field.left, field.right].map((x) => [x, y] as const)
    return [line(points, stroke, dash), text({ x: field.left - 8, y: y + 4 }, `× ${ratio}`, { anchor: 'end' })]
  })
}

function drawSeries({ label, ratios, fill, dash }: Series, scale: Scale, place: number): string[] {
  const points = ratios.flatMap((ratio, at) => (ratio === null ? [] : [[scale.x(at), scale.y(ratio)] as const]))
  const y = 58 + place * 22
  const legend = [540, 564].map((x) => [x, y] as const)
  return [
    line(points, fill, dash),
    ...points.map((point) => dot(point, fill)),
    line(legend, fill, dash),
    text({ x: 572, y: y + 4 }, label),
  ]
}
