import type { Language } from './languages.js'

/** Who asks, as far as the connection tells. */
export interface Client {
  /** IP address; behind a trusted proxy the one that it reports. */
  address: string
  userAgent: string | null
  language: Language
  requestId: string
}
