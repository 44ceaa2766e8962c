import { examine } from '../../maintenance/doctor/examine.js'
import type { Finding } from '../../maintenance/doctor/finding.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

/** Exit code 1 if there is a fault. Warnings alone are no failure. */
export async function run({ environment }: CommandInput): Promise<CommandResult> {
  const findings = await examine(environment, { log: commandLog() })
  const hasFault = findings.some(({ state }) => state === 'fault')
  return { exitCode: hasFault ? 1 : 0, lines: findings.flatMap(linesOf), data: findings }
}

function linesOf({ check, state, found, remedy }: Finding): string[] {
  const line = `${state.padEnd(7)}  ${check}: ${found}`
  return remedy === null ? [line] : [line, `         ${remedy}`]
}
