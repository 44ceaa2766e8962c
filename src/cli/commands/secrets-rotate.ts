import { loadSettings } from '../../config/config.js'
import { resealSecrets } from '../../maintenance/reseal-secrets.js'
import type { CommandInput, CommandResult } from '../command.js'
import { commandLog } from '../command-log.js'

/** Exit code 1 if a row is sealed under a key that is not given. */
export async function run({ environment, tell }: CommandInput): Promise<CommandResult> {
  const done = await resealSecrets(await loadSettings(environment), {
    log: commandLog(),
    onColumn: (column, { resealed }) => tell(`${column}: ${resealed} rows sealed anew`),
  })
  const { resealed, current, unreadable } = done
  const counts = `${resealed} rows were sealed anew, and ${current} were sealed under the newest key before.`
  const lost = `${unreadable} rows are sealed under a key that SECRET_KEY does not list. Add that key behind the others.`
  return { exitCode: unreadable === 0 ? 0 : 1, lines: unreadable === 0 ? [counts] : [counts, lost], data: done }
}
