import type { InputIssue } from '../platform/input-issue.js'
import { findDeviceNameIssue } from '../sessions/device-name.js'
import type { TokenDelivery } from '../sessions/issue-tokens.js'
import { findLifetimeIssue, type SessionLifetimes } from '../sessions/session.js'

/** What a client can ask for at every way to sign in. */
export interface SessionWishes {
  /** Wanted lifetime of the access token in seconds. */
  expiresIn?: number | null
  deviceName?: string | null
  /** Left out: in the answer. */
  delivery?: TokenDelivery
}

export function findWishIssues(lifetimes: SessionLifetimes, { expiresIn, deviceName }: SessionWishes): InputIssue[] {
  const issues = [findLifetimeIssue(lifetimes, expiresIn), findDeviceNameIssue(deviceName)]
  return issues.filter((issue) => issue !== null)
}

/** The wishes as `decideSignIn` takes them. */
export function readWishes({ expiresIn, deviceName, delivery }: SessionWishes) {
  return {
    accessLifetimeSeconds: expiresIn ?? null,
    deviceName: deviceName ?? null,
    delivery: delivery ?? ('BODY' as const),
  }
}
