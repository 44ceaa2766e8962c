const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Reads `900`, `90s`, `15m`, `12h` or `30d` and returns whole seconds. Null when the text is not a duration. */
export function readDuration(text: string): number | null {
  const [, digits, unit] = /^(\d{1,9})([smhd]?)$/.exec(text) ?? []
  if (digits === undefined) return null
  return Number(digits) * secondsPerUnit[(unit || 's') as keyof typeof secondsPerUnit]
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}

export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}

/** Rounded up, so that a client that waits this long is not too early. Zero when `until` has passed. */
export function secondsUntil(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000))
}

/** Unix time in whole seconds, as JWT claims carry it (RFC 7519, NumericDate). */
export function toUnixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

export function fromUnixSeconds(seconds: number): Date {
  return new Date(seconds * 1000)
}
