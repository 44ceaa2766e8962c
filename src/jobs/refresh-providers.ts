import type { Providers } from '../providers/open-providers.js'
import type { Job } from './run-jobs.js'

/** Loads metadata and keys of the providers anew, so that no sign-in waits for them. */
export function refreshProviders(providers: Providers): Job {
  return { name: 'refresh-providers', everySeconds: 600, run: () => providers.refresh() }
}
