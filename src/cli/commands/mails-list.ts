import { loadSettings } from '../../config/config.js'
import { mailStates } from '../../mail/mail-view.js'
import { listStoredMails } from '../../maintenance/send-again.js'
import { type CommandInput, type CommandResult, UsageError } from '../command.js'
import { commandLog } from '../command-log.js'

/** The newest first, without what they say. */
export async function run({ environment, options }: CommandInput): Promise<CommandResult> {
  const given = options.state === undefined ? null : String(options.state).toUpperCase()
  const state = mailStates.find((each) => each === given) ?? null
  const max = Number(options.max)
  if (given !== null && state === null)
    throw new UsageError(`--state is one of ${mailStates.join(', ').toLowerCase()}.`)
  if (!Number.isInteger(max) || max < 1 || max > 1000) throw new UsageError('--max is a number from 1 to 1000.')
  const mails = await listStoredMails(await loadSettings(environment), { state, max }, commandLog())
  const lines = mails.map((mail) =>
    [
      mail.id,
      mail.state.toLowerCase().padEnd(7),
      mail.createdAt.toISOString(),
      mail.kind,
      mail.recipient,
      mail.lastFailure,
    ]
      .filter((part) => part !== null)
      .join('  '),
  )
  return { exitCode: 0, lines, data: mails }
}
