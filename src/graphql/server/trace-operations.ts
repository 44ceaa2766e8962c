import type { ApolloServerPlugin } from '@apollo/server'
import type { Tracing } from '../../platform/tracing.js'
import type { RequestContext } from '../contract/context.js'
import { rootFieldsOf } from './observe-operations.js'

const shownFields = 3
/** What an operator has to look at. Every other code is an answer like any other. */
const failures = new Set(['INTERNAL', 'UNAVAILABLE'])

/** Names the running span by type and root fields, as in `mutation login`; neither document nor variables are told. */
export function traceOperations(tracing: Tracing): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation }) {
          if (operation === undefined) return
          const fields = [...new Set(rootFieldsOf(document, operation).values())].slice(0, shownFields)
          tracing.running()?.rename(`${operation.operation} ${fields.join(', ')}`)
          tracing.running()?.set({ 'graphql.operation.type': operation.operation })
        },
        async willSendResponse({ response }) {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : []
          const codes = errors.map(({ extensions }) => String(extensions?.code))
          const failure = codes.find((code) => failures.has(code))
          if (failure !== undefined) tracing.running()?.fail(failure)
        },
      }
    },
  }
}
