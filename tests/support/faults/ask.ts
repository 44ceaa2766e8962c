import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { type DocumentNode, print } from 'graphql'

/** What was sent, and what came back. */
export interface Tally {
  sent: number
  answered: number
  /** Answered UNAVAILABLE: not done, or done and the database could not say so. */
  unavailable: number
  /** The connection was refused: certainly not done. */
  unsent: number
  /** The connection broke: done completely, or not at all. */
  unanswered: number
  /** Milliseconds of each answer, by operation. */
  times: Map<string, number[]>
  /** Promises that were seen broken. */
  violations: string[]
}

export interface Target {
  /** Asked for every request, so that a load can move from one instance to another. */
  url(): string
  tally: Tally
  /** Longer than every time-out of the server together. */
  maxMs?: number
}

export type Reply<Data> = { kind: 'answered'; data: Data } | { kind: 'unavailable' | 'unsent' | 'unanswered' }

export function newTally(): Tally {
  return { sent: 0, answered: 0, unavailable: 0, unsent: 0, unanswered: 0, times: new Map(), violations: [] }
}

export function failedOf({ unavailable, unsent, unanswered }: Tally): number {
  return unavailable + unsent + unanswered
}

/** Milliseconds that 99 of 100 answers of these operations stayed below. */
export function p99Of({ times }: Tally, ...operations: string[]): number {
  const sorted = operations.flatMap((name) => times.get(name) ?? []).sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0
}

/** Sends one operation and enters it in the tally. Whatever an answer may never contain is a violation. */
export async function ask<Data, Variables>(
  target: Target,
  document: TypedDocumentNode<Data, Variables>,
  ...[variables, token]: [variables: Variables, token?: string | undefined]
): Promise<Reply<Data>> {
  const { tally, maxMs = 30_000 } = target
  const from = performance.now()
  tally.sent += 1
  const text = await send(target.url(), { query: print(document), variables, token, maxMs })
  if (typeof text !== 'string') {
    tally[text.kind] += 1
    if (performance.now() - from >= maxMs) tally.violations.push(`${nameOf(document)}: no answer after ${maxMs} ms`)
    return text
  }
  const times = tally.times.get(nameOf(document)) ?? []
  tally.times.set(nameOf(document), [...times.slice(-20_000), performance.now() - from])
  return read(tally, text)
}

interface Request {
  query: string
  variables: unknown
  token: string | undefined
  maxMs: number
}

async function send(url: string, { query, variables, token, maxMs }: Request) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(maxMs),
    })
    return await response.text()
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string }
    return { kind: code === 'ECONNREFUSED' ? ('unsent' as const) : ('unanswered' as const) }
  }
}

/** Stacks, paths of the program, and words of the engines. Only in errors: a token can spell anything. */
const inside = /\\n\s+at |node_modules|\.js:\d|SQLITE|database is|relation "|pg_|ECONN/i

function read<Data>(tally: Tally, text: string): Reply<Data> {
  const answer = parse(text)
  const errors = answer === null ? text : JSON.stringify(answer.errors ?? [])
  if (answer === null || inside.test(errors)) tally.violations.push(`an answer tells of the inside: ${errors}`)
  const codes = (answer?.errors ?? []).map(({ extensions }) => extensions?.code)
  if (codes.includes('UNAVAILABLE')) {
    tally.unavailable += 1
    return { kind: 'unavailable' }
  }
  const surprises = codes.filter((code) => code !== 'UNAUTHENTICATED')
  if (surprises.length > 0) {
    tally.violations.push(`an answer has the code ${surprises.join()}`)
    return { kind: 'unanswered' }
  }
  if (answer?.data === undefined) {
    tally.violations.push(`an answer is none of GraphQL: ${text}`)
    return { kind: 'unanswered' }
  }
  tally.answered += 1
  return { kind: 'answered', data: answer.data as Data }
}

function parse(text: string): { data: unknown; errors?: { extensions?: { code?: string } }[] } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function nameOf(document: DocumentNode): string {
  const [definition] = document.definitions
  return definition?.kind === 'OperationDefinition' ? (definition.name?.value ?? '') : ''
}
