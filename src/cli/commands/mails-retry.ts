import { loadSettings } from '../../config/config.js'
import type { RetryMailOutcome } from '../../mail/retry-mail.js'
import { sendAgain } from '../../maintenance/send-again.js'
import { type CommandInput, type CommandResult, UsageError } from '../command.js'
import { commandLog } from '../command-log.js'

const sentences: Readonly<Record<RetryMailOutcome['kind'], string>> = {
  mailRetried: 'due now',
  mailNotFound: 'no such mail',
  mailOver: 'sent, or what it carries has expired',
}

/** Exit code 1 if a mail cannot be sent again. With `--failed`: every mail that was refused. */
export async function run({ environment, options }: CommandInput): Promise<CommandResult> {
  const { id, failed: isAll = false } = options
  if (isAll === (id !== undefined)) throw new UsageError('Give --id or --failed.')
  const ids = isAll ? null : [String(id)]
  const retried = await sendAgain(await loadSettings(environment), ids, commandLog())
  const lines = retried.map(({ mailId, outcome }) => `${mailId}  ${sentences[outcome]}`)
  return {
    exitCode: retried.every(({ outcome }) => outcome === 'mailRetried') ? 0 : 1,
    lines: lines.length === 0 ? ['No mail was refused.'] : lines,
    data: retried,
  }
}
