import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { Caller } from '../sessions/authenticate-request.js'
import type { Store } from '../store/engine/store.js'
import { renamePasskeyOf } from '../store/passkeys.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'
import { findPasskeyNameIssue } from './add-passkey.js'
import { type PasskeyView, viewPasskey } from './views.js'

export interface RenamePasskeyInput {
  passkeyId: string
  name: string
}

export type RenamePasskeyOutcome =
  | { kind: 'passkeyRenamed'; passkey: PasskeyView }
  | { kind: 'passkeyNotFound' }
  | InvalidInput
  | Throttled

export async function renamePasskey(
  needs: ThrottleNeeds & { store: Store },
  { passkeyId, name }: RenamePasskeyInput,
  { requester, client }: Caller,
): Promise<RenamePasskeyOutcome> {
  const issue = findPasskeyNameIssue(name)
  if (issue !== null) return invalidInput([issue])
  const userId = requester.user.id
  const subjects = [{ limit: 'writePerUser', of: userId }] as const
  return needs.store.transaction(async (tx) => {
    const throttled = await takeAttempt(tx, needs, { subjects, client })
    if (throttled !== null) return throttled
    const renamed = await renamePasskeyOf(tx, { id: passkeyId, userId }, name.trim())
    return renamed === null ? { kind: 'passkeyNotFound' } : { kind: 'passkeyRenamed', passkey: viewPasskey(renamed) }
  })
}
