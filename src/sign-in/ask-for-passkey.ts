import type { Clock } from '../platform/clock.js'
import type { Writer } from '../store/engine/store.js'
import { listPasskeys } from '../store/passkeys.js'
import { issueChallenge } from '../webauthn/challenge.js'
import { maxPasskeys, requestOptions } from '../webauthn/options.js'
import type { RelyingParty } from '../webauthn/relying-party.js'
import type { WebAuthnJson } from '../webauthn/response.js'

/** Issues the challenge of a second factor. It names the passkeys of the user, because the first proof was right. */
export async function askForPasskey(
  tx: Writer,
  { clock, relyingParty }: { clock: Clock; relyingParty: RelyingParty },
  asked: { userId: string; pendingSignInId: string },
): Promise<WebAuthnJson> {
  const { challenge } = await issueChallenge(tx, clock, { purpose: 'second-factor', ...asked })
  return requestOptions(relyingParty, challenge, await listPasskeys(tx, asked.userId, maxPasskeys))
}
