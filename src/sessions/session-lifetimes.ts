import type { Settings } from '../config/settings.js'
import { addSeconds, earlier } from '../platform/durations.js'
import type { Session } from '../store/tables/sessions.js'

export interface SessionLifetimes {
  accessSeconds: number
  longestAccessSeconds: number
  idleSeconds: number
  absoluteSeconds: number
  graceSeconds: number
}

export function sessionLifetimesOf(settings: Settings): SessionLifetimes {
  return {
    accessSeconds: settings.ACCESS_TOKEN_LIFETIME,
    longestAccessSeconds: settings.ACCESS_TOKEN_MAX_LIFETIME,
    idleSeconds: settings.REFRESH_TOKEN_LIFETIME,
    absoluteSeconds: settings.SESSION_LIFETIME,
    graceSeconds: settings.REFRESH_GRACE,
  }
}

/** When the session ends unless it is used: never after its absolute end. */
export function idleEnd(lifetimes: SessionLifetimes, absoluteEnd: Date, now: Date): Date {
  return earlier(addSeconds(now, lifetimes.idleSeconds), absoluteEnd)
}

export function isLive(session: Pick<Session, 'endedAt' | 'refreshExpiresAt'>, now: Date): boolean {
  return session.endedAt === null && now < session.refreshExpiresAt
}
