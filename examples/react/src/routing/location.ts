import { useEffect, useState, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
window.addEventListener('popstate', notify)

interface NavigateOptions {
  /** Handed to the next page outside of the URL, which ends up in histories and logs. */
  state?: Record<string, string>
  /** So that “back” does not lead here again. */
  replace?: boolean
}

export function navigate(to: string, { state = {}, replace = false }: NavigateOptions = {}): void {
  if (replace) history.replaceState(state, '', to)
  else history.pushState(state, '', to)
  notify()
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** What `navigate` handed to this page. */
export function handedOver(name: string): string | null {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null) return null
  const value = Object.entries(state).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : null
}

/** The token of a mailed link. It leaves the address bar at once: whoever sees the URL could use it. */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.search).get('token'))
  useEffect(() => {
    if (location.search !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  return token
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}
