import { addressRange, flag, headerName, listOf, oneOf } from './parsers.js'
import { of, optional } from './setting.js'
import { httpOrigin } from './url-parsers.js'

/** Settings of headers and cookies, and of the proxies and pages around the server. */
export const httpSettings = {
  LOGIN_TOKEN_HEADER: of(flag, 'false', 'Whether `login` also answers with the header `Authorization: Bearer …`.'),
  COOKIE_SAME_SITE: of(
    oneOf('lax', 'strict', 'none'),
    'lax',
    'The `SameSite` of the refresh cookie; `none` for front ends of another site, over https only.',
  ),
  CORS_ORIGINS: {
    ...optional(listOf(httpOrigin), [], 'Origins of the front ends, exactly as browsers send them.'),
    shownDefault: 'none',
  },
  CORS_HEADERS: {
    ...optional(
      listOf(headerName),
      [],
      'Headers that front ends of CORS_ORIGINS may send as well; those of Apollo Client and of tracing are always allowed.',
    ),
    shownDefault: 'none',
  },
  TRUST_PROXY: {
    ...optional(listOf(addressRange), [], 'Proxies whose `X-Forwarded-For` counts.'),
    shownDefault: 'none',
  },
} as const
