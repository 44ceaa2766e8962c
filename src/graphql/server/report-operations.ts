import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import type { GraphQLFormattedError } from 'graphql'
import type { Observe } from '../../platform/observation.js'
import { activeSpan, failSpan } from '../../platform/tracing.js'
import type { RequestContext } from '../contract/context.js'
import type { OperationOutline, OutlineOf } from './operation-outline.js'

interface Needs {
  outlineOf: OutlineOf
  observe: Observe
}

/** Maximum fields that are named in a line or a span. Our operations have one. */
const maxNamed = 3

/** Codes that an operator must look at. All other codes are normal answers. */
const failures = new Set(['INTERNAL', 'UNAVAILABLE'])

/** The label for documents that do not fit the schema. */
const noField: ReadonlyMap<string, string> = new Map([['', 'none']])

/**
 * Reports each operation and its outcome to metrics, traces and the log. Only documents that fit the schema come here,
 * so field names are names of the schema. The document, its variables and its aliases are not reported.
 */
export function reportOperations({ outlineOf, observe }: Needs): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const startedAt = performance.now()
      let outline: OperationOutline | null = null
      return {
        async didResolveOperation({ document, operation }) {
          if (operation === undefined) return
          outline = outlineOf(document, operation)
          nameSpan(operation.operation, outline)
        },
        async willSendResponse({ response, contextValue }) {
          const seconds = (performance.now() - startedAt) / 1000
          const errors = errorsOf(response)
          const outcomes = outcomesOf(outline, errors, contextValue)
          for (const each of outcomes) observe({ kind: 'operation', ...each, seconds })
          const failure = errors.map(codeOf).find((code) => failures.has(code))
          const span = activeSpan()
          if (failure !== undefined && span !== undefined) failSpan(span, failure)
          contextValue.reportOperation({ operation: outline?.title ?? null, outcome: describe(outcomes) })
        },
      }
    },
  }
}

interface FieldOutcome {
  field: string
  /** The kind of the outcome, the code of the error, or `ok`. */
  outcome: string
}

function outcomesOf(
  outline: OperationOutline | null,
  errors: readonly GraphQLFormattedError[],
  { outcomes }: RequestContext,
): FieldOutcome[] {
  const fields = outline?.rootFields ?? noField
  return [...fields].map(([key, field]) => ({ field, outcome: codeAt(errors, key) ?? outcomes.get(key) ?? 'ok' }))
}

/** An error without a path is the outcome of every field: nothing was executed. */
function codeAt(errors: readonly GraphQLFormattedError[], key: string): string | null {
  const error = errors.find(({ path }) => path === undefined || path[0] === key)
  return error === undefined ? null : codeOf(error)
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.code)
}

function errorsOf({
  body,
}: GraphQLRequestContextWillSendResponse<RequestContext>['response']): readonly GraphQLFormattedError[] {
  return body.kind === 'single' ? (body.singleResult.errors ?? []) : []
}

/** Names the running span as in `mutation login`. */
function nameSpan(type: string, { rootFields }: OperationOutline): void {
  const fields = [...new Set(rootFields.values())].slice(0, maxNamed)
  activeSpan()
    ?.updateName(`${type} ${fields.join(', ')}`)
    .setAttribute('graphql.operation.type', type)
}

/** `login invalidCredentials`, or `GRAPHQL_PARSE_FAILED` where there was no field. */
function describe(outcomes: readonly FieldOutcome[]): string {
  const named = outcomes
    .slice(0, maxNamed)
    .map(({ field, outcome }) => (field === 'none' ? outcome : `${field} ${outcome}`))
  return [...named, ...(outcomes.length > maxNamed ? ['…'] : [])].join(', ')
}
