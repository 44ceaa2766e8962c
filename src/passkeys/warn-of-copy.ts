import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import type { CopiedPasskey, InvalidPasskey } from '../webauthn/check-assertion.js'

/** Records a signature with an old counter, and tells the owner. The signature is refused. */
export async function warnOfCopy(
  needs: NoticeNeeds & { store: Store },
  { user, passkey: { id: passkeyId, name } }: CopiedPasskey,
  client: RequestMetadata,
): Promise<InvalidPasskey> {
  await needs.store.transaction(async (tx) => {
    await record(tx, { kind: 'passkey.copied', userId: user.id, passkeyId }, { client, now: needs.clock.now() })
    await enqueueNotice(tx, needs, { kind: 'passkey-copied', user, client, values: { name } })
  })
  return { kind: 'invalidPasskey' }
}
