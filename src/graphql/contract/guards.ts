import type { PossibleCaller, SessionRequester, TokenRejection } from '../../sessions/authenticate-request.js'
import type { RequestContext } from './context.js'
import { apiError } from './errors.js'

/** For fields that need a signed-in caller. Throws `UNAUTHENTICATED`. */
export async function requireSignedIn(context: RequestContext): Promise<SessionRequester> {
  const requester = await findSignedIn(context)
  if (requester === null) throw unauthenticated('TOKEN_MISSING')
  return requester
}

/** Null if the request has no credentials. Throws `UNAUTHENTICATED` if its credentials are refused. */
export async function findSignedIn(context: RequestContext): Promise<SessionRequester | null> {
  const requester = await context.requester()
  if (requester.kind === 'refused') throw unauthenticated(requester.reason)
  return requester.kind === 'session' ? requester : null
}

function unauthenticated(reason: TokenRejection) {
  return apiError('UNAUTHENTICATED', { reason })
}

/** For fields of a capability that the settings can turn off. Throws `FORBIDDEN`. */
export function requireEnabled(isEnabled: boolean): void {
  if (!isEnabled) throw apiError('FORBIDDEN')
}

/** For fields that take a sign-in token instead of an access token. Throws `UNAUTHENTICATED` when there is neither. */
export async function findCaller(
  context: RequestContext,
  signInToken: string | null | undefined,
): Promise<PossibleCaller> {
  const requester = signInToken == null ? await requireSignedIn(context) : ({ kind: 'anonymous' } as const)
  return { requester, client: context.client }
}
