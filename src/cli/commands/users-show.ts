import type { CommandInput, CommandResult } from '../command.js'
import { lineOf, onUser } from '../on-users.js'

/** One user with sessions and factors, without secrets. */
export async function run(input: CommandInput): Promise<CommandResult> {
  return onUser(input, async (_service, user) => {
    const { account, sessions, passkeys, hasPassword, hasTotp, identities } = user
    const factors = [
      ...(hasPassword ? ['password'] : []),
      ...(hasTotp ? ['TOTP'] : []),
      ...passkeys.map(({ name }) => `passkey ${name}`),
      ...identities.map(({ provider }) => provider),
    ]
    const lines = [
      lineOf(account),
      `signs in with: ${factors.join(', ') || 'nothing yet'}`,
      `live sessions: ${sessions.length}`,
      `last sign-in: ${account.lastSignInAt?.toISOString() ?? 'never'}`,
    ]
    return { exitCode: 0, lines, data: user }
  })
}
