import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { aliases, defaultLanguage, type Language, languages } from '../platform/languages.js'
import type { RequestMetadata } from '../platform/request-metadata.js'

/** Every tag that a client can ask for, the default language first, because Negotiator prefers the first of equals. */
const languageOfTag = new Map<string, Language>(
  languages.flatMap((language) => [language, ...aliases[language]].map((tag) => [tag, language] as const)),
)
const maxUserAgentLength = 512

/** Who sends the request. */
export function clientOf(request: FastifyRequest): RequestMetadata {
  return {
    address: addressOf(request),
    userAgent: readUserAgent(request.headers['user-agent']),
    language: languageOf(request),
    requestId: request.id,
  }
}

/**
 * `request.ip` follows forwarding headers only from the proxies in TRUST_PROXY. What they report may be any text; then
 * it is the proxy that is known.
 */
export function addressOf(request: FastifyRequest): string {
  return isIP(request.ip) === 0 ? (request.socket.remoteAddress ?? '') : request.ip
}

/** The best match of Accept-Language (RFC 9110, section 12.5.4). */
function languageOf(request: FastifyRequest): Language {
  if (request.headers['accept-language'] === undefined) return defaultLanguage
  const tag = new Negotiator(request).language([...languageOfTag.keys()])
  return languageOfTag.get(tag ?? defaultLanguage) ?? defaultLanguage
}

function readUserAgent(text: string | undefined): string | null {
  const cleaned = text?.replace(/[^\x20-\x7e]/g, '').slice(0, maxUserAgentLength)
  return cleaned || null
}
