interface Window {
  startedAtMs: number
  count: number
}

/**
 * Says for each event whether it is among the first `most` of its kind in a window of time. At the end of a window that
 * had more, `report` is told how many were left out. Kinds must be few: they are kept in memory.
 */
export function createFloodGate(
  { most, windowMs }: { most: number; windowMs: number },
  report: (kind: string, leftOut: number) => void,
): (kind: string) => boolean {
  const windows = new Map<string, Window>()
  const close = (kind: string, { count }: Window) => {
    windows.delete(kind)
    report(kind, count - most)
  }
  return (kind) => {
    const nowMs = performance.now()
    const known = windows.get(kind)
    const isOpen = known !== undefined && (known.count > most || nowMs - known.startedAtMs < windowMs)
    const window = isOpen ? known : { startedAtMs: nowMs, count: 0 }
    windows.set(kind, window)
    window.count += 1
    // Unreferenced: a report keeps no process alive.
    if (window.count === most + 1) setTimeout(close, window.startedAtMs + windowMs - nowMs, kind, window).unref()
    return window.count <= most
  }
}
