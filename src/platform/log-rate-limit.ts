interface Window {
  startedAtMs: number
  count: number
}

/**
 * Returns a function that says whether an event is among the first `max` of its kind in a window. After a window with
 * more events, `report` gets the number of those that were left out. Kinds are kept in memory, so they must be few.
 */
export function createLogRateLimit(
  { max, windowMs }: { max: number; windowMs: number },
  report: (kind: string, leftOut: number) => void,
): (kind: string) => boolean {
  const windows = new Map<string, Window>()
  const close = (kind: string, { count }: Window) => {
    windows.delete(kind)
    report(kind, count - max)
  }
  return (kind) => {
    const nowMs = performance.now()
    const known = windows.get(kind)
    const isOpen = known !== undefined && (known.count > max || nowMs - known.startedAtMs < windowMs)
    const window = isOpen ? known : { startedAtMs: nowMs, count: 0 }
    windows.set(kind, window)
    window.count += 1
    // Unreferenced, so that a report does not keep the process alive.
    if (window.count === max + 1) setTimeout(close, window.startedAtMs + windowMs - nowMs, kind, window).unref()
    return window.count <= max
  }
}
