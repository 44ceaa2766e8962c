import { Command, CommanderError } from 'commander'
import { describeFailure } from '../config/failure.js'
import type { Environment } from '../config/setting.js'
import { type CommandEntry, type CommandResult, type Options, UsageError, usageExit } from './command.js'
import { commands, groups } from './command-table.js'

/** What the program has of its surroundings. */
export interface ProgramIo {
  environment(): Environment
  out(text: string): void
  err(text: string): void
}

/** Runs one command. Resolves with the exit code: 0, 1 (failed), 64 (called wrongly) or 78 (configuration). */
export async function runProgram(words: readonly string[], io: ProgramIo): Promise<number> {
  let exitCode = 0
  const program = createProgram(io, (result) => {
    exitCode = result.exitCode
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return exitCode
  } catch (error) {
    return endOf(error, io)
  }
}

/** The commands with their help. `onEnd` gets the result of the one that ran. */
export function createProgram(io: ProgramIo, onEnd: (result: CommandResult) => void): Command {
  const program = new Command('latchkey')
    .description('The authentication server for teams whose front ends speak GraphQL.')
    .helpCommand(false)
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 })
    .exitOverride()
  const parents = new Map<string, Command>()
  for (const [name, entry] of Object.entries(commands)) {
    const [first = '', second] = name.split(' ')
    const parent = second === undefined ? program : (parents.get(first) ?? openGroup(program, first))
    if (second !== undefined) parents.set(first, parent)
    const command = addOptions(parent.command(second ?? first).description(entry.summary), entry)
    for (const { name: word, meaning } of entry.words ?? []) command.argument(`<${word}>`, meaning)
    command.action(async (...given: unknown[]) => {
      const words = (entry.words ?? []).map(({ name: word }, place) => [word, given[place]])
      const options = { ...command.opts(), ...Object.fromEntries(words) } as Options
      onEnd(await runEntry(entry, options, io))
    })
  }
  return program
}

function openGroup(program: Command, name: string): Command {
  return program
    .command(name)
    .description(groups[name] ?? '')
    .helpCommand(false)
}

function addOptions(command: Command, { options = [] }: CommandEntry): Command {
  for (const { flags, meaning, isRequired, default: byDefault } of options) {
    if (isRequired) command.requiredOption(flags, meaning)
    else command.option(flags, meaning, byDefault)
  }
  return command.option('--json', 'print the result as JSON')
}

async function runEntry(entry: CommandEntry, options: Options, io: ProgramIo): Promise<CommandResult> {
  const run = await entry.load()
  const tell = (line: string) => io.err(`${line}\n`)
  const result = await run({ environment: io.environment(), options, tell })
  if (options.json === true) io.out(`${JSON.stringify(result.data, null, 2)}\n`)
  else for (const line of result.lines) io.out(`${line}\n`)
  return result
}

function endOf(error: unknown, io: ProgramIo): number {
  // The library has written its sentence. Help that was asked for is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExit
  const { sentence, exitCode } = describeFailure(error)
  io.err(`${sentence}\n`)
  return error instanceof UsageError ? usageExit : exitCode
}
