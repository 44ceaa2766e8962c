import type { Settings } from '../config/settings.js'
import { addSeconds, earlier } from '../platform/durations.js'
import type { InputIssue } from '../platform/input-issue.js'
import type { Session } from '../store/tables/sessions.js'

export type SessionEndReason =
  | 'LOGGED_OUT'
  | 'REVOKED'
  | 'EXPIRED'
  | 'PASSWORD_CHANGED'
  | 'REPLAYED'
  | 'USER_DISABLED'
  | 'UNKNOWN_TOKEN'
  | 'EVICTED'

/** In seconds. */
export interface SessionLifetimes {
  accessSeconds: number
  maxAccessSeconds: number
  idleSeconds: number
  absoluteSeconds: number
  graceSeconds: number
  /** Which client gets the successor again after the grace time while that one is unused. */
  lateRepeat: Settings['REFRESH_LATE_REPEAT']
  /** How many live sessions a user can have. */
  maxPerUser: number
}

export function sessionLifetimesOf(settings: Settings): SessionLifetimes {
  return {
    accessSeconds: settings.ACCESS_TOKEN_LIFETIME,
    maxAccessSeconds: settings.ACCESS_TOKEN_MAX_LIFETIME,
    idleSeconds: settings.REFRESH_TOKEN_LIFETIME,
    absoluteSeconds: settings.SESSION_LIFETIME,
    graceSeconds: settings.REFRESH_GRACE,
    lateRepeat: settings.REFRESH_LATE_REPEAT,
    maxPerUser: settings.SESSIONS_PER_USER,
  }
}

/** Whether a sign-in may wish this lifetime of access tokens. */
export function findLifetimeIssue(
  { maxAccessSeconds }: SessionLifetimes,
  expiresIn: number | null | undefined,
): InputIssue | null {
  if (expiresIn == null || (expiresIn >= 1 && expiresIn <= maxAccessSeconds)) return null
  return { path: ['expiresIn'], rule: 'OUT_OF_RANGE', bound: `1–${maxAccessSeconds}` }
}

/** When a session ends if it is not refreshed. Not later than its absolute end. */
export function idleEnd(lifetimes: SessionLifetimes, absoluteEnd: Date, now: Date): Date {
  return earlier(addSeconds(now, lifetimes.idleSeconds), absoluteEnd)
}

/** A live session has not ended and has not expired. */
export function isLive(session: Pick<Session, 'endedAt' | 'refreshExpiresAt'>, now: Date): boolean {
  return session.endedAt === null && now < session.refreshExpiresAt
}
