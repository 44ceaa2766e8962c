import type { ApolloClient } from '@apollo/client'
import type { AuthClient } from '../types.js'

/**
 * Empties the cache of Apollo Client whenever another user, or nobody, is signed in, so that nobody sees what another
 * has read. After a sign-in the queries on the page are asked again. Returns what ends that.
 */
export function keepCacheOfOneUser(
  auth: AuthClient,
  client: Pick<ApolloClient, 'clearStore' | 'resetStore'>,
): () => void {
  let last = auth.state
  return auth.subscribe((state) => {
    const hasChanged = last.status !== 'loading' && last.user?.id !== state.user?.id
    last = state
    if (!hasChanged) return
    const emptied = state.user === null ? client.clearStore() : client.resetStore()
    // A query that fails again reports to whoever shows it.
    emptied.catch(() => undefined)
  })
}
