import { accessSync, constants } from 'node:fs'
import type { Kind } from './parsers.js'

export const httpUrl: Kind<string> = {
  expected: 'an http or https URL without a query, a fragment or a closing slash',
  example: 'https://auth.example.com',
  read(given) {
    const url = URL.canParse(given) ? new URL(given) : null
    const isPlain = url !== null && /^https?:\/\/[^?#@]*[^?#@/]$/.test(given)
    return isPlain ? given : undefined
  },
}

export const pageUrl: Kind<string> = {
  expected: 'an http or https URL without a query or a fragment',
  example: 'https://app.example.com/reset-password',
  read: (given) => (URL.canParse(given) && /^https?:\/\/[^?#@]+$/.test(given) ? given : undefined),
}

const percentEncoding = 'In user name and password, write @ as %40, : as %3A, / as %2F, # as %23, % as %25 and ? as %3F'

/** Null if a % begins no code, or if the host ends at a special character of the password. */
function readServerUrl(given: string): URL | null {
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || url.hash !== '' || /%(?![\da-f]{2})/i.test(given)) return null
  const hasLogin = url.username !== '' || url.password !== ''
  return given.split('@').length === (hasLogin ? 2 : 1) ? url : null
}

export const smtpUrl: Kind<string> = {
  expected: `an smtp:// or smtps:// URL. ${percentEncoding}. Or set SMTP_USER and SMTP_PASSWORD`,
  example: 'smtps://user:p%40ss@smtp.example.com',
  read(given) {
    const isPlain = /^smtps?:\/\//i.test(given) && (readServerUrl(given)?.hostname ?? '') !== ''
    return isPlain ? given.replace(/^\w+/, (scheme) => scheme.toLowerCase()) : undefined
  },
}

/** `Name <address>`, or an address alone. */
export const mailbox: Kind<{ name: string; address: string }> = {
  expected: 'a name and an address in angle brackets, or an address',
  example: 'Example <no-reply@example.com>',
  read(given) {
    const [, name = '', address = given] = /^([^<>@"\r\n]*?)\s*<([^<>]+)>$/.exec(given) ?? []
    return /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address) ? { name, address } : undefined
  },
}

export const httpOrigin: Kind<string> = {
  expected: 'an origin: scheme, host and port, nothing after them',
  example: 'https://app.example.com',
  read: (given) =>
    /^https?:/.test(given) && URL.canParse(given) && new URL(given).origin === given ? given : undefined,
}

/** The origin of a page, or of an Android app (`android:apk-key-hash:` and the SHA-256 of its certificate). */
export const passkeyOrigin: Kind<string> = {
  expected: 'an origin, or android:apk-key-hash: and a hash',
  example: 'https://app.example.com',
  read: (given) => (/^android:apk-key-hash:[\w-]{43}$/.test(given) ? given : httpOrigin.read(given)),
}

export const domainName: Kind<string> = {
  expected: 'a domain, without scheme and port',
  example: 'example.com',
  read: (given) => (/^([a-z0-9-]+\.)*[a-z0-9-]+$/.test(given) ? given : undefined),
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** The issuer identifier of OpenID Connect. Without TLS anyone on the way could name any user. */
export const issuerUrl: Kind<string> = {
  expected: 'an https URL without a query or a fragment, or an http URL of this machine',
  example: 'https://accounts.example.com',
  read(given) {
    const url = URL.canParse(given) && /^https?:\/\/[^?#@]+$/.test(given) ? new URL(given) : null
    return url !== null && (url.protocol === 'https:' || loopback.test(url.hostname)) ? given : undefined
  },
}

/** Schemes that run code or show local content. */
const dangerousScheme = /^(about|blob|data|file|filesystem|ftp|javascript|mailto|vbscript|view-source|wss?):/i

/** A page, or the scheme of an app (RFC 8252, section 7). */
export const returnUrl: Kind<string> = {
  expected: 'a URL without a user name and a fragment, of a page or of an app',
  example: 'https://app.example.com/auth/callback',
  read(given) {
    const url = URL.canParse(given) && !/[\s#\\]/.test(given) ? new URL(given) : null
    const isPlain = url !== null && url.username === '' && url.password === '' && !dangerousScheme.test(given)
    return isPlain ? given : undefined
  },
}

export const databaseUrl: Kind<string> = {
  expected: `file: and a path, or a postgres:// URL. ${percentEncoding}. Or set DATABASE_PASSWORD`,
  example: 'postgres://latchkey:secret@db.example.com/latchkey',
  read(given) {
    if (/^file:.+/i.test(given)) return `file:${given.slice('file:'.length)}`
    // A host may be missing: the socket of the machine, or the query names one.
    const isPlain = /^postgres(ql)?:\/\/.+/i.test(given) && readServerUrl(given) !== null
    return isPlain ? given.replace(/^\w+/, (scheme) => scheme.toLowerCase()) : undefined
  },
}

/** A file that this process can read. */
export const readableFile: Kind<string> = {
  expected: 'a file that this process can read',
  example: '/etc/ssl/own-ca.pem',
  read(given) {
    try {
      accessSync(given, constants.R_OK)
      return given
    } catch {
      return undefined
    }
  },
}

/** A path on this server. */
export const urlPath: Kind<string> = {
  expected: 'a path that begins with / and has no ? and no #',
  example: '/admin/graphql',
  read: (given) => (/^(\/[A-Za-z0-9._~-]+)+$/.test(given) && given !== '/graphql' ? given : undefined),
}
