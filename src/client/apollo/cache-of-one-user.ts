import type { ApolloClient } from '@apollo/client'
import type { AuthClient } from '../types.js'

/**
 * Clears the cache of Apollo Client when the user changes or signs out. So no user sees data of another one. After a
 * sign-in, active queries run again. Returns a function that stops it.
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
    // A query that fails again reports its error to its component.
    emptied.catch(() => undefined)
  })
}
