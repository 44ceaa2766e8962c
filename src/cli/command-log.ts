import { createLog, type Log } from '../platform/log.js'

/** For parts that log: warnings, on standard error, because the result of a command goes to standard output. */
export function createCommandLog(): Log {
  return createLog({ level: 'warn', format: 'pretty' }, process.stderr)
}
