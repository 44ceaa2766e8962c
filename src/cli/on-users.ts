import type { AccountView } from '../administration/account-view.js'
import type { AdministrationService } from '../administration/service.js'
import type { AccountDetails, AccountName } from '../administration/show-account.js'
import { loadSettings } from '../config/config.js'
import { openAdministration } from '../maintenance/open-administration.js'
import { isId } from '../platform/random.js'
import type { CommandInput, CommandResult } from './command.js'
import { commandLog } from './command-log.js'

/** Runs a command of administrators on the database of the settings. */
export async function onUsers(
  { environment }: CommandInput,
  work: (service: AdministrationService) => Promise<CommandResult>,
): Promise<CommandResult> {
  await using administration = await openAdministration(await loadSettings(environment), commandLog())
  return await work(administration.service)
}

/** Finds the user that the first word names: an address, a username or an id. */
export async function onUser(
  input: CommandInput,
  work: (service: AdministrationService, user: AccountDetails) => Promise<CommandResult>,
): Promise<CommandResult> {
  const named = String(input.options.user)
  return onUsers(input, async (service) => {
    const user = await service.showAccount(nameOf(named))
    if (user === null) return { exitCode: 1, lines: [`There is no user ${named}.`], data: { kind: 'userNotFound' } }
    return work(service, user)
  })
}

function nameOf(named: string): AccountName {
  if (named.includes('@')) return { email: named }
  return isId(named) ? { id: named } : { username: named }
}

/** What a use case answered. A refusal has exit code 1. */
export function resultOf(outcome: { kind: string }, done: { kind: string; line: string }): CommandResult {
  const isDone = outcome.kind === done.kind
  return { exitCode: isDone ? 0 : 1, lines: [isDone ? done.line : refusalOf(outcome)], data: outcome }
}

const refusals: Readonly<Record<string, string>> = {
  lastAdministrator: 'This is the last administrator. Give the role to another user first.',
  roleNotFound: 'There is no such role.',
  emailTaken: 'Another user has this address.',
  usernameTaken: 'Another user has this username, or one that looks like it.',
  noEmailAddress: 'The user has no address.',
}

function refusalOf(outcome: { kind: string; issues?: readonly { path: readonly string[]; rule: string }[] }): string {
  const issues = outcome.issues?.map(({ path, rule }) => `${path.join('.')}: ${rule}`).join(', ')
  return refusals[outcome.kind] ?? issues ?? outcome.kind
}

/** One line for a user. */
export function lineOf({ id, email, username, roles, disabledAt }: AccountView): string {
  const state = disabledAt === null ? '' : 'disabled'
  return [id, email ?? '-', username ?? '-', roles.join(' ') || '-', state].join('  ').trimEnd()
}

/** The roles of a list that is separated by commas. */
export function rolesOf(given: string | boolean | undefined): string[] {
  return typeof given === 'string' ? given.split(',').map((role) => role.trim()) : []
}
