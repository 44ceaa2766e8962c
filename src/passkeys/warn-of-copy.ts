import { record } from '../audit/record.js'
import { enqueueNotice, type NoticeNeeds } from '../mail/notices.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store } from '../store/engine/store.js'
import { lockUser } from '../store/users.js'
import type { CopiedPasskey, InvalidPasskey } from '../webauthn/check-assertion.js'

/** Records a signature with an old counter, once for a challenge, and tells the owner. The signature is refused. */
export async function warnOfCopy(
  needs: NoticeNeeds & { store: Store },
  { user, passkey: { id: passkeyId, name }, consume }: CopiedPasskey,
  client: RequestMetadata,
): Promise<InvalidPasskey> {
  const now = needs.clock.now()
  await needs.store.transaction(async (tx) => {
    await lockUser(tx, user.id)
    if (!(await consume(tx, now))) return
    await record(tx, { kind: 'passkey.copied', userId: user.id, passkeyId }, { client, now })
    await enqueueNotice(tx, needs, { kind: 'passkey-copied', user, client, values: { name } })
  })
  return { kind: 'invalidPasskey' }
}
