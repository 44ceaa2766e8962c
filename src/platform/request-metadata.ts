import type { Language } from './languages.js'

/** What the server knows of the connection of a request. The user is not in it: see `Requester`. */
export interface RequestMetadata {
  /** IP address; behind a trusted proxy the one that it reports. */
  address: string
  userAgent: string | null
  language: Language
  requestId: string
}
