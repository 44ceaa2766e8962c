/** A small part of SVG for the plots. The ground is white, so that they are readable on dark pages too. */
export function svg(size: { width: number; height: number }, title: string, parts: readonly string[]): string {
  const { width, height } = size
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text({ x: 16, y: 24 }, title, { weight: 'bold' }),
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

interface Point {
  x: number
  y: number
}

export function text(
  { x, y }: Point,
  content: string,
  { anchor = 'start', weight = 'normal', fill = '#1f2933' }: { anchor?: string; weight?: string; fill?: string } = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-weight="${weight}" fill="${fill}">${escaped(content)}</text>`
}

export function bar({ x, y }: Point, size: { width: number; height: number }, fill: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(size.width)}" height="${round(size.height)}" rx="2" fill="${fill}"/>`
}

/** Through points of x and y. */
export function line(points: readonly (readonly [x: number, y: number])[], stroke: string, dash = ''): string {
  const path = points.map((point) => point.map(round).join(',')).join(' ')
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="2"${dashed}/>`
}

export function dot([x, y]: readonly [x: number, y: number], fill: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${fill}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
