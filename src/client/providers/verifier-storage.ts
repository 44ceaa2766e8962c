import type { KeyValueStorage } from '../platform/environment.js'
import { StoredText } from '../platform/stored-text.js'
import { memoryStorage } from '../session/refresh-token-store.js'
import type { RefreshTokenStorage } from '../types.js'

/** Keeps one secret. A native app may be stopped before the person comes back, and needs a storage on disk. */
export type VerifierStorage = Pick<RefreshTokenStorage, 'get' | 'set' | 'clear'>

/** Of this tab: another tab must not finish what this one began. */
export function sessionVerifier(url: string): VerifierStorage {
  const storage = findSessionStorage()
  if (storage === null) return memoryStorage()
  const text = new StoredText(storage, `latchkey:${url}:provider`)
  return { get: () => text.get(), set: (verifier) => text.set(verifier), clear: () => text.remove() }
}

function findSessionStorage(): KeyValueStorage | null {
  try {
    return (globalThis as { sessionStorage?: KeyValueStorage }).sessionStorage ?? null
  } catch {
    // Reading the property throws where the browser forbids storage.
    return null
  }
}
