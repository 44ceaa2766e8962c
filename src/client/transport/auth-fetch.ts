import type { DocumentNode } from 'graphql'
import type { AuthClient } from '../types.js'
import { outlineOfDocument } from './operation-outline.js'
import { parse } from './parse-document.js'
import type { GraphqlAnswer } from './post.js'
import { countOf, needsNoToken, type Outline } from './root-fields.js'
import { sendAs } from './send-as.js'
import { findRefusal, nothingRan, type Refusal } from './unauthenticated.js'

/** Options of {@link createAuthFetch}. */
export interface AuthFetchOptions {
  /** Sends requests. Default: the global `fetch`. */
  fetch?: typeof fetch
  /** Whether a request may carry the token. Default: if its address is that of the client. */
  sendTo?: (url: string) => boolean
}

/**
 * A `fetch` for GraphQL over HTTP that adds the access token, for urql, graphql-request or your own code. Requests to
 * other addresses and requests without a text as body pass unchanged.
 */
export function createAuthFetch(auth: AuthClient, options: AuthFetchOptions = {}): typeof fetch {
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request))
  const sendTo = options.sendTo ?? ((url: string) => url === auth.url)
  return (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : ''
    const outline = outlineOfBody(init)
    if (outline === null || !sendTo(url) || outline.type === 'subscription' || needsNoToken(outline)) {
      return send(input, init)
    }
    return sendAs(auth, {
      send: (token) => send(input, withToken(init, token)),
      refusalOf: (response) => refusalOf(response, outline),
    })
  }
}

/** Null for a body that is no GraphQL operation in JSON. */
function outlineOfBody(init: RequestInit | undefined): Outline | null {
  if (typeof init?.body !== 'string') return null
  try {
    const { query, operationName } = JSON.parse(init.body) as { query?: unknown; operationName?: string | null }
    return typeof query === 'string' ? outlineOfText(query, operationName ?? undefined) : null
  } catch {
    return null
  }
}

/** A text that cannot be read may be a mutation of several fields, so it is not sent twice. */
function outlineOfText(query: string, operationName: string | undefined): Outline {
  const unknown: Outline = { type: 'mutation', fields: null }
  try {
    return outlineOfDocument(parse(query, { noLocation: true }) as DocumentNode, operationName) ?? unknown
  } catch {
    return unknown
  }
}

function withToken(init: RequestInit | undefined, token: string | null): RequestInit {
  const headers = new Headers(init?.headers)
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  return { ...init, headers }
}

async function refusalOf(response: Response, outline: Outline): Promise<(Refusal & { mayRepeat: boolean }) | null> {
  if (response.status === 401) return { sessionEnded: false, mayRepeat: true }
  if (!/json/.test(response.headers.get('content-type') ?? '')) return null
  const answer = await (response.clone().json() as Promise<GraphqlAnswer>).catch(() => ({}))
  const refusal = findRefusal(answer)
  if (refusal === null) return null
  return { ...refusal, mayRepeat: outline.type === 'query' || nothingRan(answer, countOf(outline)) }
}
