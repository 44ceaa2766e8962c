import type { ApolloServerPlugin } from '@apollo/server'
import type { RequestContext } from '../contract/context.js'

/**
 * Runs the document of a request that has a document and its hash. Clients with automatic persisted queries send both,
 * and Apollo refuses every hash while it keeps no documents. A hash alone is `PERSISTED_QUERY_NOT_SUPPORTED`.
 */
export function ignoreHashOfDocument(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ request }) {
      if (request.query) delete request.extensions?.persistedQuery
    },
  }
}
