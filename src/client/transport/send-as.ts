import { AuthUserChangedError } from '../errors.js'
import type { AuthClient } from '../types.js'
import type { Refusal } from './unauthenticated.js'

interface Sending<Answer> {
  send(token: string | null): Promise<Answer>
  /** Null when the answer does not refuse the token. `mayRepeat`: sending it again does nothing twice. */
  refusalOf(answer: Answer): Promise<(Refusal & { mayRepeat: boolean }) | null>
}

/**
 * Sends for the user who is signed in now. If the token is refused and there is another one, it sends once more. What
 * one user asked for is never sent as another.
 */
export async function sendAs<Answer>(auth: AuthClient, { send, refusalOf }: Sending<Answer>): Promise<Answer> {
  const asked = auth.state.user?.id
  const token = await auth.accessToken()
  const sender = auth.state.user?.id
  if (asked !== undefined && sender !== undefined && asked !== sender) throw new AuthUserChangedError()
  const answer = await send(token)
  const refusal = token === null ? null : await refusalOf(answer)
  if (refusal === null || token === null) return answer
  const next = await auth.accessToken({ insteadOf: token, fresh: refusal.sessionEnded })
  const isUseful = next !== null && next !== token && auth.state.user?.id === sender
  return refusal.mayRepeat && isUseful ? send(next) : answer
}
