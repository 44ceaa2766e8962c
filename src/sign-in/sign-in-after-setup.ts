import type { SetupSubject } from '../pending-sign-ins/find-setup-subject.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Writer } from '../store/engine/store.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'
import { type Admitted, decideSignIn, type SignInNeeds } from './complete-sign-in.js'

interface SetUpFactor {
  subject: SetupSubject
  /** What the user set up. */
  method: AuthenticationMethod
  client: RequestMetadata
}

/**
 * Goes on with the sign-in that waited for a second factor. Call it in the transaction that stored the factor and used
 * its proof up. Null if the caller is signed in already.
 */
export async function signInAfterSetup(
  tx: Writer,
  needs: SignInNeeds,
  { subject: { pending, user }, method, client }: SetUpFactor,
): Promise<Admitted | null> {
  if (pending === null) return null
  // The proof was consumed with the set-up.
  const authentication = { user, method, consume: async () => true }
  const request = { ...pending, authentication, earlierMethods: pending.methods, client }
  const admission = await decideSignIn(tx, needs, request)
  return admission.kind === 'admitted' ? admission : null
}
