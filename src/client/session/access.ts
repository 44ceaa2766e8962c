/** An access token and how long it lasts by this device's clock, which may be wrong. */
export interface Access {
  readonly token: string
  readonly sessionId: string
  /** When it was asked for: it is a little older than the answer. */
  readonly sinceMs: number
  readonly lifetimeMs: number
}

interface Issued {
  tokens: { accessToken: string; expiresIn: number }
  session: { id: string }
}

/** By the seconds of the answer: its instants are by the clock of the server. */
export function accessOf({ tokens, session }: Issued, sinceMs: number): Access {
  return { token: tokens.accessToken, sessionId: session.id, sinceMs, lifetimeMs: tokens.expiresIn * 1000 }
}

/** A clock that was set back counts as expiry, because the passed time is unknown. */
export function isUsable({ sinceMs, lifetimeMs }: Access, nowMs: number): boolean {
  return nowMs >= sinceMs && nowMs < sinceMs + lifetimeMs
}

/** Still usable, but near enough to its expiry to be replaced without anybody waiting. */
export function isAging({ sinceMs, lifetimeMs }: Access, nowMs: number): boolean {
  return nowMs >= sinceMs + lifetimeMs - Math.min(60_000, lifetimeMs / 4)
}

/** So new that a refusal is not cured by yet another one. */
export function isBrandNew({ sinceMs, lifetimeMs }: Access, nowMs: number): boolean {
  return nowMs >= sinceMs && nowMs < sinceMs + Math.min(5000, lifetimeMs / 2)
}
