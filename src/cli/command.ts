import type { Environment } from '../config/setting.js'

/** The options of a command by name, as they were given or as their default says. */
export type Options = Readonly<Record<string, string | boolean | undefined>>

export interface CommandInput {
  environment: Environment
  options: Options
  /** For people who wait: written to standard error. */
  tell(line: string): void
}

/** What a command found out. */
export interface CommandResult {
  exitCode: number
  /** For people. */
  lines: readonly string[]
  /** For programs: what `--json` prints. Names and types stay; members may be added. */
  data: unknown
}

export type RunCommand = (input: CommandInput) => Promise<CommandResult>

export interface CommandEntry {
  /** One sentence. */
  summary: string
  /** Words that must follow. They are among the options by their names. */
  words?: readonly { name: string; meaning: string }[]
  options?: readonly { flags: string; meaning: string; isRequired?: true; default?: string }[]
  /** Loads the code of the command, because each one needs other parts of the server. */
  load(): Promise<RunCommand>
}

/** EX_USAGE of sysexits.h: the command was called wrongly. */
export const usageExit = 64

/** Ends a command that was called wrongly, with what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
