import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Paths that never reach a line, whoever logs them. The server logs no headers and no bodies in the first place. */
const redacted = ['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secret']

/**
 * What a log may say of an error: the root cause, and where. Database errors carry the statement with all its values
 * in messages and properties, so neither is taken over from the errors around the cause.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = rootCause(error)
  const { code } = cause as { code?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { type: cause.name, message: cause.message, ...(code !== undefined && { code }), stack: frames.join('\n') }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}

/** One JSON object a line on standard output; `pretty` is for people at a terminal. */
export function createLog(options: { level: LogLevel; format: 'json' | 'pretty' }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  }
  return options.format === 'json' ? pino(settings) : pino(settings, pretty({ sync: true, colorize: true }))
}
