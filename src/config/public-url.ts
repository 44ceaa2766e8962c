import type { Settings } from './settings.js'

/** Whether passwords and tokens cross a network without TLS. */
export function isCarriedInClear({ PUBLIC_URL }: Settings): boolean {
  const { protocol, hostname } = new URL(PUBLIC_URL)
  return protocol === 'http:' && !isLocalName(hostname)
}

/** A name that always means this machine. */
export function isLocalName(hostname: string): boolean {
  return /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname)
}
