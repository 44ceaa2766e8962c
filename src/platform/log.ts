import type { Writable } from 'node:stream'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'
import { createFloodGate } from './log-rate-limit.js'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Values under these names never reach the log. This is a second line of defence: headers and bodies are not logged. */
const redacted = new Set(['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secret'])

const longestText = 500
const longestStack = 4000
/** Limit of warnings and errors with one message. A message for each request must not fill a disk. */
const floodLimit = { most: 50, windowMs: 10_000 }
const warnLevel = 40

/** Each entry is one line on a terminal, except stacks of errors. */
const forPeople = { sync: true, colorize: true, singleLine: true, translateTime: 'SYS:HH:MM:ss.l' } as const

interface LogOptions {
  level: LogLevel
  format: 'json' | 'pretty'
  /** Ids of the span in which the caller runs. */
  traceId?: () => string | undefined
}

/** Writes one JSON object a line, by default to standard output. `pretty` is for people at a terminal. */
export function createLog({ level, format, traceId }: LogOptions, destination?: Writable): Logger {
  const settings: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { log: tidy },
    hooks: { logMethod: holdBackFloods() },
    ...(traceId && { mixin: () => ({ traceId: traceId() }) }),
  }
  if (format === 'json') return pino(settings, destination ?? standardOutput())
  return pino(settings, pretty({ ...forPeople, ...(destination && { destination }) }))
}

let openOutput: DestinationStream | undefined

/** Writes once per turn of the event loop: a system call for each line took a tenth of a request. */
function standardOutput(): DestinationStream {
  openOutput ??= openStandardOutput()
  return openOutput
}

function openStandardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true })
  let lines = ''
  const flush = () => {
    if (lines !== '') output.write(lines)
    lines = ''
  }
  process.once('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}

/**
 * The part of an error that may be logged: the root cause and its stack. Database errors contain the statement with all
 * values in their message and properties, so nothing is copied from the errors around the cause.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = rootCause(error)
  const { code } = cause as { code?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const stack = frames.join('\n').slice(0, longestStack)
  return { type: cause.name, message: tame(cause.message), ...(code !== undefined && { code }), stack }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}

/** Redacts by hand: redaction by pino costs more than the rest of the line. */
function tidy(line: Record<string, unknown>): Record<string, unknown> {
  const tidied: Record<string, unknown> = {}
  for (const name of Object.keys(line)) tidied[name] = redacted.has(name) ? '[Redacted]' : tidyValue(line[name])
  return tidied
}

function tidyValue(value: unknown): unknown {
  if (typeof value === 'string') return tame(value)
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? tidy(value as Record<string, unknown>) : value
}

/** Shortens a text and removes characters that a terminal or a parser of lines would interpret. */
function tame(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  return short.replace(/[\p{Cc}\u2028\u2029]/gu, '\uFFFD')
}

function holdBackFloods(): Exclude<NonNullable<LoggerOptions['hooks']>['logMethod'], undefined> {
  let report: (kind: string, leftOut: number) => void = () => undefined
  const passes = createFloodGate(floodLimit, (...reported) => report(...reported))
  return function (given, method, level) {
    const message = given.find((each) => typeof each === 'string') ?? ''
    report = (kind, leftOut) => this.warn({ leftOut, message: kind }, 'equal lines were left out')
    if (level < warnLevel || passes(message)) method.apply(this, given)
  }
}
