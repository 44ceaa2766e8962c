/** The little that the plots need of SVG. A white ground, so that it reads on dark pages too. */
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

export function line(points: readonly Point[], stroke: string, dash = ''): string {
  const path = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="2"${dashed}/>`
}

export function dot({ x, y }: Point, fill: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${fill}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
