import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Paths that never reach a line, whoever logs them. The server logs no headers and no bodies in the first place. */
const redacted = ['authorization', 'cookie', 'password', 'refreshToken', 'accessToken', 'token', 'secret', 'code']

/** One JSON object a line on standard output; `pretty` is for people at a terminal. */
export function createLog(options: { level: LogLevel; format: 'json' | 'pretty' }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  }
  return options.format === 'json' ? pino(settings) : pino(settings, pretty({ sync: true, colorize: true }))
}
