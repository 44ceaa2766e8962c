import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import handlebars from 'handlebars'
import type { Language } from '../platform/languages.js'
import { findProgramFolder } from '../platform/program-folder.js'
import type { Message, MessageKind } from './messages.js'

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

export interface Templates {
  render(message: Message, language: Language): RenderedMail
}

/** `@code` is the value `code`, `@link Label` the value `link`. Everything else is a paragraph. */
type BlockTemplate =
  | { kind: 'code' }
  | { kind: 'link'; label: string }
  | { kind: 'paragraph'; render: (values: object) => string }

interface MessageTemplate {
  subject: (values: object) => string
  blocks: readonly BlockTemplate[]
}

interface Block {
  paragraph?: string
  code?: string
  link?: string
  label?: string
}

const bundled = findProgramFolder('mail/templates')

/**
 * Templates are files. `<message>.<language>.hbs` has a line `Subject: …` and paragraphs; `layout.hbs` is the page around
 * them. A file with the same name in `folder`, the operator's own, replaces the bundled one. Values are never read as
 * templates, and they are escaped in the page.
 */
export function createTemplates(folder: string | null): Templates {
  const read = (name: string): string => {
    const own = folder === null ? null : join(folder, name)
    const text = readFileSync(own !== null && existsSync(own) ? own : join(bundled, name), 'utf8')
    return text.replaceAll('\r\n', '\n')
  }
  const layout = handlebars.compile(read('layout.hbs'), { strict: false })
  const compiled = new Map<string, MessageTemplate>()
  const find = (kind: MessageKind, language: Language): MessageTemplate => {
    const name = `${kind}.${language}.hbs`
    const template = compiled.get(name) ?? compileMessage(read(name))
    compiled.set(name, template)
    return template
  }
  return {
    render({ kind, values }, language) {
      const template = find(kind, language)
      const subject = template.subject(values)
      const blocks = template.blocks.map((block) => fill(block, values))
      return { subject, text: blocks.map(asText).join('\n\n'), html: layout({ subject, language, blocks }) }
    },
  }
}

function compileMessage(source: string): MessageTemplate {
  const [subject = '', ...blocks] = source.trim().split(/\n\s*\n/)
  return { subject: compileText(subject.replace(/^Subject:\s*/, '')), blocks: blocks.map(readBlock) }
}

function readBlock(source: string): BlockTemplate {
  if (source === '@code') return { kind: 'code' }
  const [, label] = /^@link (.+)$/.exec(source) ?? []
  return label === undefined ? { kind: 'paragraph', render: compileText(source) } : { kind: 'link', label }
}

/** Nothing is escaped, because the result is plain text. Throws when the template names a value that is missing. */
function compileText(source: string): (values: object) => string {
  return handlebars.compile(source, { noEscape: true, strict: true })
}

function fill(block: BlockTemplate, values: object): Block {
  const { code, link } = values as { code?: string; link?: string }
  if (block.kind === 'code') return code === undefined ? {} : { code }
  if (block.kind === 'link') return link === undefined ? {} : { link, label: block.label }
  return { paragraph: block.render(values) }
}

function asText({ paragraph, code, link, label }: Block): string {
  if (link !== undefined) return `${label}:\n${link}`
  return paragraph ?? `    ${code ?? ''}`
}
