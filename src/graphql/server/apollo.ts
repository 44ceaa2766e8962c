import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { AuthService } from '../../auth-service.js'
import type { Settings } from '../../config/settings.js'
import type { Log } from '../../platform/log.js'
import type { Observe } from '../../platform/observation.js'
import type { RequestContext } from '../contract/context.js'
import { requestError } from '../contract/errors.js'
import { createMask, isAboutArgument, unwrap } from './masking.js'
import { noteOutcomes } from './note-outcomes.js'
import { requireWithinLimits } from './operation-limits.js'
import { createOutliner, type OutlineOf } from './operation-outline.js'
import { ignoreHashOfDocument } from './persisted-queries.js'
import { reportOperations } from './report-operations.js'
import { requireFittingVariables } from './variables.js'

/** Maximum tokens of a document. All our operations together have about 740. Validating 2,000 takes less than 50 ms. */
const maxTokens = 2000
/**
 * Maximum mistakes that one answer explains in development. In production validation ends at the first one: a count
 * of mistakes would tell how many of a hundred guessed names exist.
 */
const maxMistakes = 20

interface Needs {
  auth: AuthService
  log: Log
  observe: Observe
}

type BuildSchema = () => GraphQLSchema

const schemas = new Map<BuildSchema, GraphQLSchema>()

/** A schema is the same for every server of a process, and costs twenty milliseconds. */
function findSchema(build: BuildSchema): GraphQLSchema {
  const schema = schemas.get(build) ?? noteOutcomes(build())
  schemas.set(build, schema)
  return schema
}

/** A server of one schema. Operations of every schema have the same limits, masks and reports. */
export function createApollo(needs: Needs, build: BuildSchema, settings: Settings): ApolloServer<RequestContext> {
  const schema = findSchema(build)
  const outlineOf = createOutliner(schema)
  const isProduction = !settings.INTROSPECTION
  return new ApolloServer<RequestContext>({
    schema,
    introspection: settings.INTROSPECTION,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    formatError: createMask(needs.auth, { collapseValidation: isProduction }),
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: isProduction ? 0 : maxMistakes },
    plugins: [
      settings.EXPLORER === 'sandbox'
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, includeCookies: true })
        : ApolloServerPluginLandingPageDisabled(),
      // This plugin visits every field for cache hints. Nothing here may be cached.
      ApolloServerPluginCacheControlDisabled(),
      ignoreHashOfDocument(),
      limits(schema, outlineOf),
      requestIds(needs),
      reportOperations({ ...needs, outlineOf }),
    ],
  })
}

/** Refuses operations that fit the schema but exceed the limits of one request, before anything runs. */
function limits(schema: GraphQLSchema, outlineOf: OutlineOf): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (operation === undefined) return
          // Validation accepts a subscription although the schema has none.
          if (schema.getRootType(operation.operation) == null) throw requestError('BAD_USER_INPUT')
          requireWithinLimits(outlineOf(document, operation))
          requireFittingVariables(schema, operation, request.variables ?? {})
        },
      }
    },
  }
}

/** Puts the request id into answers and masked errors, so that the entry in the log can be found. */
function requestIds(needs: Needs): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          const { requestId } = contextValue.client
          for (const error of errors.filter(isSurprise)) reportSurprise(needs, unwrap(error), requestId)
        },
        async willSendResponse({ response, contextValue }) {
          response.http.headers ??= new HeaderMap()
          response.http.headers.set('x-request-id', contextValue.client.requestId)
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : []
          for (const error of errors.filter(({ extensions }) => extensions?.code === 'INTERNAL')) {
            Object.assign(error.extensions ?? {}, { requestId: contextValue.client.requestId })
          }
        },
      }
    },
  }
}

function reportSurprise({ auth, log, observe }: Needs, cause: unknown, requestId: string): void {
  const unavailable = auth.asUnavailable(cause)
  if (unavailable === null) log.error({ requestId, err: cause }, 'answered INTERNAL')
  else log.warn({ requestId, reason: nameOf(cause) }, 'answered UNAVAILABLE')
  if (unavailable !== null) observe({ kind: 'unavailable', part: unavailable.part })
}

function isSurprise(error: GraphQLError): boolean {
  return error.originalError !== undefined && error.extensions.code === undefined && !isAboutArgument(error)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
