import type { Writable } from 'node:stream'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'
import { createLogRateLimit } from './log-rate-limit.js'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** The values of these names never reach a line. This is a second defence: the server logs no headers and no bodies. */
const redacted = new Set(['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secret'])

const maxTextLength = 500
const maxStackLength = 4000
/** For warnings and errors with the same message. A fault of every request must not fill the disk. */
const rateLimit = { max: 50, windowMs: 10_000 }
const warnLevel = 40

/** Each entry is one line on a terminal, except for the stacks of errors. */
const forPeople = { sync: true, colorize: true, singleLine: true, translateTime: 'SYS:HH:MM:ss.l' } as const

interface LogOptions {
  level: LogLevel
  format: 'json' | 'pretty'
  /** The trace of the running span. */
  traceId?: () => string | undefined
}

/** `json`: one object a line. `pretty`: for people at a terminal. The default destination is standard output. */
export function createLog({ level, format, traceId }: LogOptions, destination?: Writable): Logger {
  const settings: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { log: tidy },
    hooks: { logMethod: limitRate() },
    ...(traceId && { mixin: () => ({ traceId: traceId() }) }),
  }
  if (format === 'json') return pino(settings, destination ?? standardOutput())
  return pino(settings, pretty({ ...forPeople, ...(destination && { destination }) }))
}

let openOutput: DestinationStream | undefined

/**
 * Gathers lines and writes them together: a system call for each line took a tenth of a request. A line waits for at most
 * a tenth of a second. The end of the process writes what waits; `kill -9` loses it.
 */
function standardOutput(): DestinationStream {
  openOutput ??= openStandardOutput()
  return openOutput
}

function openStandardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 100 })
  process.once('exit', () => output.flushSync())
  return output
}

/**
 * Describes an error by its root cause and its stack. The errors around the cause are left out: those of databases have
 * the statement with all its values in their messages and properties.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = rootCause(error)
  const { code } = cause as { code?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const stack = frames.join('\n').slice(0, maxStackLength)
  return { type: cause.name, message: tame(cause.message), ...(code !== undefined && { code }), stack }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}

/** pino can redact by paths, but that takes longer than the rest of the line. */
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

/** Shortens a text and replaces control characters, which a terminal or a log parser could obey. */
function tame(text: string): string {
  const short = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
  return short.replace(/[\p{Cc}\u2028\u2029]/gu, '\uFFFD')
}

function limitRate(): Exclude<NonNullable<LoggerOptions['hooks']>['logMethod'], undefined> {
  let report: (kind: string, leftOut: number) => void = () => undefined
  const passes = createLogRateLimit(rateLimit, (...reported) => report(...reported))
  return function (given, method, level) {
    const message = given.find((each) => typeof each === 'string') ?? ''
    report = (kind, leftOut) => this.warn({ leftOut, message: kind }, 'equal lines were left out')
    if (level < warnLevel || passes(message)) method.apply(this, given)
  }
}
