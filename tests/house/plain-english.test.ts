import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Words that make a sentence hard for readers who learned English late. docs/CONTRIBUTING.md says what to write. */
const hardWords = ['whoever', 'whom', 'lest', 'meanwhile', 'beside', 'till', 'nobody']
const hard = new RegExp(`\\b(${hardWords.join('|')})\\b`, 'i')

const files = listFiles('src', '*.graphql', 'README.md', 'CHANGELOG.md', 'docs')
const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.includes('/generated/'))
const texts = files.filter((file) => /\.(md|graphql)$/.test(file) && !file.startsWith('src/'))

test('the comments of src are in plain English', () => {
  expect(sources.length).toBeGreaterThan(150)
  expect(sources.flatMap((file) => hardLinesOf(file, commentOf))).toEqual([])
})

test('the pages and the descriptions of the schema are in plain English', () => {
  expect(texts.length).toBeGreaterThan(20)
  expect(texts.flatMap((file) => hardLinesOf(file, unquoted))).toEqual([])
})

test('a sentence in a comment of src has at most twenty words', () => {
  expect(sources.flatMap((file) => longSentencesOf(file, commentsOf(readText(file))))).toEqual([])
})

test('a sentence in a description of a schema has at most twenty words', () => {
  const schemas = texts.filter((file) => file.endsWith('.graphql'))
  expect(schemas.length).toBeGreaterThan(0)
  expect(schemas.flatMap((file) => longSentencesOf(file, descriptionsOf(readText(file))))).toEqual([])
})

test('a sentence of a page has at most twenty words', () => {
  const pages = [...texts.filter((file) => file.endsWith('.md')), ...listFiles('examples/*/README.md').filter(Boolean)]
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.flatMap((file) => longSentencesOfPage(file, readText(file)))).toEqual([])
})

test.each([
  ['a sentence of twenty words', words(20), 0],
  ['a sentence of twenty-one words', words(21), 1],
  ['two sentences in one paragraph', `${words(20)}. ${words(20)}.`, 0],
  ['words after a colon', `${words(11)}: ${words(10)}`, 1],
  ['a sentence over two lines', `${words(11)}\n${words(10)}`, 1],
  ['a paragraph and the list after it', `${words(11)}\n- ${words(11)}\n  1. ${words(11)}`, 0],
  ['a long item of a list', `- ${words(21)}`, 1],
  ['the cells of a row', `| ${words(11)} | ${words(11)} |`, 0],
  ['a long cell of a row', `| word | ${words(21)} |`, 1],
  ['words in brackets', `${words(11)} (${words(10)})`, 1],
  ['code of many words', `${words(19)} \`${words(9)}\``, 0],
  ['a cell of names only', `| ${'`name`, '.repeat(30)}\`name\` |`, 0],
  ['the title of a test', `${words(20)} “${words(9)}”`, 0],
  ['a block of code', `\`\`\`sh\n${words(30)}\n\`\`\``, 0],
  ['the address of a link', `${words(19)} [word](https://example.com/${'a/'.repeat(30)})`, 0],
])('on a page, %s: counted right', (_, page, expected) => {
  expect(longSentencesOfPage('page.md', page)).toHaveLength(expected)
})

function readText(file: string): string {
  return readFileSync(resolve(root, file), 'utf8')
}

/** Each comment in one line. Lines of `//` that follow each other are one comment. */
function commentsOf(text: string): string[] {
  const blocks = [...text.matchAll(/\/\*\*(.*?)\*\//gs)].map(([, body = '']) => body.replace(/^\s*\*/gm, ''))
  const lines = [...text.matchAll(/(?:^[ \t]*\/\/ .*\n)+/gm)].map(([run]) => run.replace(/^\s*\/\/ /gm, ''))
  return [...blocks, ...lines]
}

function descriptionsOf(text: string): string[] {
  return [...text.matchAll(/"""(.*?)"""/gs)].map(([, body = '']) => body)
}

/** After a colon or a semicolon, a small letter continues the sentence. */
function longSentencesOfPage(file: string, page: string): string[] {
  return longSentencesOf(file, partsOfPage(page), /(?<=[.!?]) |(?<=[:;]) (?![a-z])/)
}

/** Paragraphs, items of lists, headings and cells of tables. Their code is one word, titles of tests are none. */
function partsOfPage(text: string): string[] {
  const page = text
    .replace(/^ *```.*?^ *```/gms, '')
    .replace(/^> ?/gm, '')
    .replace(/`[^`]*`/g, '`X`')
    .replace(/“[^”]*”/g, '')
    .replace(/\]\([^()]*\)/g, ']')
    .replace(/[()]/g, '')
  const parts = page.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) |\s*\||#)|\|/)
  return parts.filter((part) => !/^(?:`X`|[\s,])*$/.test(part))
}

/** Code counts as one word, and what is in brackets not at all. Drawings have arrows. */
function longSentencesOf(file: string, given: readonly string[], end = /(?<=[.!?:;]) /): string[] {
  const bare = given.map((text) => text.replace(/`[^`]*`/g, 'X').replace(/\([^()]*\)/g, ''))
  const sentences = bare.flatMap((text) => text.split(/\s+/).join(' ').split(end))
  const isLong = (sentence: string) => !sentence.includes('→') && countWords(sentence) > 20
  return sentences.filter(isLong).map((sentence) => `${file}: ${sentence}`)
}

function countWords(sentence: string): number {
  return sentence.split(' ').filter((part) => /\w/.test(part)).length
}

function words(count: number): string {
  return Array.from({ length: count }, () => 'word').join(' ')
}

function listFiles(...paths: string[]): string[] {
  const listing = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...paths], {
    cwd: root,
    encoding: 'utf8',
  })
  return listing.split('\n')
}

function hardLinesOf(file: string, partOf: (line: string) => string): string[] {
  const lines = readText(file).split('\n')
  return lines.flatMap((line, index) => (hard.test(partOf(line)) ? [`${file}:${index + 1} ${line.trim()}`] : []))
}

/** The part of a line that is a comment. Biome puts each line of a longer one behind a star. */
function commentOf(line: string): string {
  return /^\s*(\/?\*.*)|(?:^|\s)(\/\/ .*|\/\*\*? .*)/.exec(line)?.[0] ?? ''
}

/** Without titles of tests, code and words that a page talks about. */
function unquoted(line: string): string {
  return line.replace(/“[^”]*”|`[^`]*`|"[^"]*"/g, '')
}
