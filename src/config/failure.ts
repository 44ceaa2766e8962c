import { ConfigurationError } from './mistakes.js'

/** EX_CONFIG of sysexits.h: another start will not help. */
const configurationExit = 78

/** What an operator reads when a program ends early, and its exit code. */
export function describeFailure(error: unknown): { sentence: string; exitCode: number } {
  const reason = error instanceof Error ? error.message : String(error)
  return error instanceof ConfigurationError
    ? { sentence: `The configuration has mistakes:\n${reason}`, exitCode: configurationExit }
    : { sentence: reason, exitCode: 1 }
}
