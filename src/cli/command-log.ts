import { createLog, type Log } from '../platform/log.js'

let log: Log | undefined

/** For parts that log: warnings, on standard error, because the result of a command goes to standard output. */
export function commandLog(): Log {
  // One for the process: each log listens to the end of the process.
  log ??= createLog({ level: 'warn', format: 'pretty' }, process.stderr)
  return log
}
