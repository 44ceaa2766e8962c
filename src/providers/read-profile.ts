import { readEmailAddress } from '../mail/email-address.js'
import { findTextIssue } from '../platform/input-issue.js'
import type { ProviderAnswer, ProviderProfile, RawProfile } from './provider.js'

/** The claims of OpenID Connect Core, section 5.1. */
export function readStandardClaims({ claims }: ProviderAnswer): RawProfile {
  return {
    subject: claims.sub,
    email: claims.email,
    isEmailVerified: isTrue(claims.email_verified),
    displayName: claims.name,
    username: claims.preferred_username,
  }
}

/** Some providers write booleans as text. */
export function isTrue(claim: unknown): boolean {
  return claim === true || claim === 'true'
}

/** Throws if there is no usable subject: at most 255 ASCII characters (OpenID Connect Core, section 2). */
export function checkProfile(issuer: string, raw: RawProfile): ProviderProfile {
  const subject = typeof raw.subject === 'number' ? String(raw.subject) : raw.subject
  if (typeof subject !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(subject)) throw new Error('no usable subject')
  const email = typeof raw.email === 'string' ? readEmailAddress(raw.email) : null
  return {
    issuer,
    subject,
    email,
    isEmailVerified: email !== null && raw.isEmailVerified === true,
    displayName: readText(raw.displayName),
    username: readText(raw.username),
  }
}

function readText(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' || findTextIssue([], text, { max: 200 }) !== null ? null : text
}
