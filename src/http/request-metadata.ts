import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { Client, Language } from '../platform/request-metadata.js'

/** Texts are in two languages; a browser may name Simplified Chinese by its script as well as by its country. */
const languages = new Map<string, Language>([
  ['en', 'en'],
  ['zh-CN', 'zh-CN'],
  ['zh-Hans-CN', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
])
const longestUserAgent = 512

/** Who sends the request. */
export function clientOf(request: FastifyRequest): Client {
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

/** The best match of Accept-Language (RFC 9110, section 12.5.4); English when there is none. */
function languageOf(request: FastifyRequest): Language {
  if (request.headers['accept-language'] === undefined) return 'en'
  return languages.get(new Negotiator(request).language([...languages.keys()]) ?? 'en') ?? 'en'
}

function readUserAgent(text: string | undefined): string | null {
  const cleaned = text?.replace(/[^\x20-\x7e]/g, '').slice(0, longestUserAgent)
  return cleaned || null
}
