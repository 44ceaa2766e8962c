import type { Settings } from '../config/settings.js'

/** The site that passkeys belong to (WebAuthn, section 4). */
export interface RelyingParty {
  /** A domain: browsers offer a passkey on this domain and below it. */
  id: string
  /** Shown by browsers. */
  name: string
  /** The pages that may use passkeys, compared with the origin that the browser signed. */
  origins: readonly string[]
}

export function relyingPartyOf(settings: Settings): RelyingParty {
  const origins = [new URL(settings.PUBLIC_URL).origin, ...settings.CORS_ORIGINS]
  return {
    id: settings.PASSKEY_RP_ID ?? commonDomain(origins.map((origin) => new URL(origin).hostname)),
    name: settings.PASSKEY_RP_NAME ?? new URL(settings.PUBLIC_URL).hostname,
    origins: settings.PASSKEY_ORIGINS.length > 0 ? settings.PASSKEY_ORIGINS : [...new Set(origins)],
  }
}

/** All pages, if one of them is not below the domain of the passkeys: browsers then ask whether it may use them. */
export function relatedOriginsOf({ id, origins }: RelyingParty): string[] {
  const pages = origins.filter((origin) => /^https?:/.test(origin))
  const isBelow = (origin: string) => `.${new URL(origin).hostname}`.endsWith(`.${id}`)
  return pages.every(isBelow) ? [] : pages
}

/**
 * The longest domain that all hosts are below: `auth.example.com` and `app.example.com` give `example.com`. It has two
 * labels or more. Browsers refuse public suffixes, such as `co.uk`. Hosts without a common domain give the first one.
 */
export function commonDomain([first = 'localhost', ...others]: readonly string[]): string {
  const labels = first.split('.').reverse()
  const isAddress = /^\[|^[\d.]+$/.test(first)
  const shared = others.reduce((count, host) => Math.min(count, countShared(labels, host)), labels.length)
  return isAddress || shared < 2 ? first : labels.slice(0, shared).reverse().join('.')
}

function countShared(labels: readonly string[], host: string): number {
  const other = host.split('.').reverse()
  const differing = labels.findIndex((label, place) => label !== other[place])
  return differing === -1 ? labels.length : differing
}
