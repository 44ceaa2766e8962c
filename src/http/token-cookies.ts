import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../config/settings.js'
import { requestError } from '../graphql/contract/errors.js'

export interface TokenCookies {
  refresh: TokenCookie
  device: TokenCookie
}

interface TokenCookie {
  /** Null without a cookie. Throws `CSRF_REJECTED` if another site may have caused the request. */
  read(request: FastifyRequest): string | null
  /** Null without a cookie, and if another site may have caused the request. */
  find(request: FastifyRequest): string | null
  set(reply: FastifyReply, token: string, maxAgeSeconds: number): void
  clear(reply: FastifyReply): void
}

type CookieSettings = Pick<Settings, 'PUBLIC_URL' | 'CORS_ORIGINS' | 'COOKIE_SAME_SITE'>

/** HttpOnly and host-only; over https also Secure, with the `__Host-` prefix (RFC 6265bis). */
export function createTokenCookies(settings: CookieSettings): TokenCookies {
  return { refresh: createCookie(settings, 'latchkey_refresh'), device: createCookie(settings, 'latchkey_device') }
}

function createCookie(settings: CookieSettings, plainName: string): TokenCookie {
  const secure = settings.PUBLIC_URL.startsWith('https:')
  const name = secure ? `__Host-${plainName}` : plainName
  const attributes = { httpOnly: true, secure, sameSite: settings.COOKIE_SAME_SITE, path: '/' } as const
  const allowed = new Set([new URL(settings.PUBLIC_URL).origin, ...settings.CORS_ORIGINS])
  return {
    read(request) {
      const token = request.cookies[name]
      if (token === undefined) return null
      if (!isFromOurs(request, allowed)) throw requestError('CSRF_REJECTED')
      return token
    },
    find: (request) => (isFromOurs(request, allowed) ? (request.cookies[name] ?? null) : null),
    set(reply, token, maxAge) {
      void reply.setCookie(name, token, { ...attributes, maxAge })
    },
    clear(reply) {
      void reply.clearCookie(name, attributes)
    },
  }
}

/** By the Origin that browsers send with every POST, or by fetch metadata. A client that sends neither is refused. */
function isFromOurs({ headers }: FastifyRequest, allowed: ReadonlySet<string>): boolean {
  if (headers.origin !== undefined) return allowed.has(headers.origin)
  return headers['sec-fetch-site'] === 'same-origin'
}
