import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import type { Caller } from '../sessions/authenticate-request.js'
import {
  findMissingProof,
  type ReauthenticationRequired,
  type RecentAuthenticationNeeds,
} from '../sessions/recent-authentication.js'
import type { Store } from '../store/engine/store.js'
import { lockUser } from '../store/users.js'
import { issueRecoveryCodes } from './recovery-codes.js'

export type CreateRecoveryCodesOutcome =
  | { kind: 'recoveryCodesCreated'; recoveryCodes: readonly string[] }
  | ReauthenticationRequired

export interface CreateRecoveryCodesNeeds extends RecentAuthenticationNeeds, NoticeNeeds {
  store: Store
}

/** Ten fresh codes, given once. The older ones are void. */
export async function createRecoveryCodes(
  needs: CreateRecoveryCodesNeeds,
  { requester, client }: Caller,
): Promise<CreateRecoveryCodesOutcome> {
  const { user, session } = requester
  return needs.store.transaction(async (tx) => {
    await lockUser(tx, user.id)
    const missing = await findMissingProof(tx, needs, { sessionId: session.id })
    if (missing !== null) return missing
    const recoveryCodes = await issueRecoveryCodes(tx, needs, user.id)
    const event = { kind: 'recovery-codes.created', userId: user.id, sessionId: session.id } as const
    await record(tx, event, { client, now: needs.clock.now() })
    await enqueueNotice(tx, needs, { kind: 'recovery-codes-created', user, client })
    return { kind: 'recoveryCodesCreated', recoveryCodes }
  })
}
