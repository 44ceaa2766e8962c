import type { Clock } from '../platform/clock.js'
import type { Store } from '../store/engine/store.js'
import { findSession, listLiveSessions } from '../store/sessions.js'
import type { SessionLifetimes } from './session.js'
import { type CurrentSession, type OwnSession, type OwnUser, viewSession } from './views.js'

export interface ListSessionsNeeds {
  store: Store
  clock: Clock
  lifetimes: SessionLifetimes
}

/** The session of the caller with all fields. Null if it was deleted since the request was authenticated. */
export async function showSession(
  { store }: { store: Store },
  { id, claims }: CurrentSession,
): Promise<OwnSession | null> {
  const found = await findSession(store.read, id)
  return found === null ? null : { ...viewSession(found.session), current: true, claims }
}

/** The live sessions of the user, the most recently used first. The session of the caller is marked as current. */
export async function listSessions(
  { store, clock, lifetimes }: ListSessionsNeeds,
  { id, currentSession }: OwnUser,
): Promise<OwnSession[]> {
  const sessions = await listLiveSessions(store.read, id, { now: clock.now(), max: lifetimes.maxPerUser })
  return sessions.map((session) => {
    const current = session.id === currentSession?.id
    return { ...viewSession(session), current, claims: current ? currentSession.claims : null }
  })
}
