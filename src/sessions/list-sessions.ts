import type { Clock } from '../platform/clock.js'
import { listLiveSessions } from '../store/sessions.js'
import type { Store } from '../store/store.js'
import type { OwnSession, OwnUser } from './issue-tokens.js'

/** The user's live sessions, newest use first; the one through which the user is seen is marked as current. */
export async function listSessions(
  { store, clock }: { store: Store; clock: Clock },
  { id, currentSession }: OwnUser,
): Promise<OwnSession[]> {
  const sessions = await listLiveSessions(store.read, id, clock.now())
  return sessions.map((session) => {
    const current = session.id === currentSession?.id
    return { ...session, current, claims: current ? currentSession.claims : null }
  })
}
