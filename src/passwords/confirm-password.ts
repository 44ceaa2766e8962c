import { record } from '../audit/record.js'
import type { Client } from '../platform/client.js'
import type { SignedInRequester } from '../sessions/identify-requester.js'
import { clientNetwork } from '../throttles/client-network.js'
import type { Subject, Throttled } from '../throttles/take-attempt.js'
import { checkPassword, type PasswordCheckNeeds } from './check-password.js'

export interface InvalidCredentials {
  kind: 'invalidCredentials'
}

/** The caller's transaction claims `verifiedHash` and returns the attempt of `subjects`. */
export type Confirmation =
  | { kind: 'confirmed'; verifiedHash: string; subjects: readonly Subject[] }
  | InvalidCredentials
  | Throttled

interface Presented {
  requester: SignedInRequester
  password: string
  operation: 'changePassword' | 'deleteAccount'
  client: Client
}

/** A signed-in user proves the password again. Wrong ones share the account's allowance with those of `login`. */
export async function confirmPassword(
  needs: PasswordCheckNeeds,
  { requester, password, operation, client }: Presented,
): Promise<Confirmation> {
  const { user, session } = requester
  const subjects = guessSubjects(user.email ?? user.usernameKey ?? user.id, client)
  const check = await checkPassword(needs, { key: { id: user.id }, password, subjects })
  if (check.kind === 'throttled') return check
  if (check.kind === 'matches') return { kind: 'confirmed', verifiedHash: check.verifiedHash, subjects }
  const event = { kind: 'passwordRefused', userId: user.id, sessionId: session.id, operation } as const
  await needs.store.transaction((tx) => record(tx, event, { client, now: needs.clock.now() }))
  return { kind: 'invalidCredentials' }
}

/** What a guess at a password counts against: the account it is aimed at, existing or not, and where it comes from. */
export function guessSubjects(account: string, client: Client): Subject[] {
  return [
    { limit: 'loginPerUser', of: account },
    { limit: 'loginPerAddress', of: clientNetwork(client.address) },
  ]
}
