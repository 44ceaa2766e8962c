import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface Snippet {
  language: string
  code: string
}

/** The code blocks of a page, in order, below one heading of the second level. */
export function snippetsBelow(page: string, heading: string): Snippet[] {
  const text = readFileSync(resolve(import.meta.dirname, '../..', page), 'utf8')
  const sections = text.split(/^## /m).filter((each) => each.startsWith(`${heading}\n`))
  if (sections.length !== 1) throw new Error(`${page} has ${sections.length} sections “${heading}”.`)
  const blocks = (sections[0] ?? '').matchAll(/^```(\w+)\n(.*?)^```$/gms)
  return [...blocks].map(([, language = '', code = '']) => ({ language, code }))
}
