import type { FastifyCorsOptions } from '@fastify/cors'
import type { Settings } from '../config/settings.js'

/** The origin of Apollo's hosted Sandbox, for people who do not open it on /graphql. */
const sandboxOrigin = 'https://studio.apollographql.com'

/** Headers that GraphQL clients add. A browser drops the whole call if one of its headers is not allowed. */
const graphqlHeaders = [
  'content-type',
  'authorization',
  'apollo-require-preflight',
  'graphql-require-preflight',
  'x-requested-with',
  'x-apollo-operation-name',
  'x-apollo-operation-id',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-refresh-attempt',
]

/** Headers of W3C Trace Context and Baggage, which OpenTelemetry sends, and the header of Sentry. */
const tracingHeaders = ['traceparent', 'tracestate', 'baggage', 'sentry-trace']

/** For front ends of the exact origins in CORS_ORIGINS, with cookies. */
export function corsOfFrontEnds({ CORS_ORIGINS, CORS_HEADERS, EXPLORER }: Settings, isTraced: boolean) {
  return {
    origin: EXPLORER === 'sandbox' ? [...CORS_ORIGINS, sandboxOrigin] : [...CORS_ORIGINS],
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: [...new Set([...graphqlHeaders, ...tracingHeaders, ...CORS_HEADERS])],
    exposedHeaders: ['authorization', 'x-request-id', ...(isTraced ? ['traceparent'] : [])],
    maxAge: 600,
    // Other OPTIONS requests get no CORS headers. `strictPreflight` would answer them with text.
    strictPreflight: false,
  } satisfies FastifyCorsOptions
}

/**
 * For public documents: every origin, no cookies, and every header, because tracing in a page adds its own. Without
 * `Vary` one cached copy serves every origin.
 */
export const corsOfPublicDocuments = {
  origin: '*',
  credentials: false,
  methods: ['GET'],
  // The wildcard does not cover this one (Fetch standard).
  allowedHeaders: ['*', 'authorization'],
  exposedHeaders: [],
} satisfies FastifyCorsOptions
