import { readFileSync } from 'node:fs'
import { ConfigurationError } from '../config/mistakes.js'
import { profileFields } from '../config/settings.js'
import { type ClaimSource, type Claims, type ClaimsOf, reservedClaims } from './claims.js'

const expressions: Readonly<Record<string, (source: ClaimSource) => unknown>> = {
  '$user.id': ({ user }) => user.id,
  '$user.email': ({ user }) => user.email,
  '$user.emailVerified': ({ user }) => user.emailVerified,
  '$user.username': ({ user }) => user.username,
  '$user.type': ({ user }) => user.type,
  $roles: ({ roles }) => roles,
  $permissions: ({ permissions }) => permissions,
  '$session.id': ({ session }) => session.id,
  '$session.assurance': ({ session }) => session.assurance,
  '$session.methods': ({ session }) => session.methods,
  ...Object.fromEntries(
    profileFields.map((field) => [`$profile.${field}`, async ({ profile }: ClaimSource) => (await profile())[field]]),
  ),
}

/**
 * Reads a JSON object of claims. A text that starts with `$` is an expression; every other value stays as it is. A claim
 * whose expression is null is left out. Throws {@link ConfigurationError}.
 */
export function readClaimsFile(path: string): ClaimsOf {
  return readTemplate(parse(path), `file:${path}`)
}

/** The same for claims that stand in CONFIG_FILE. */
export function readClaims(claims: Claims): ClaimsOf {
  return readTemplate(claims, null)
}

function readTemplate(template: Claims, given: string | null): ClaimsOf {
  const reserved = Object.keys(template).find((name) => reservedClaims.has(name))
  if (reserved !== undefined) throw mistake(given, `without the claim ${reserved}, which the server sets`)
  const unknown = textsOf(template).find((text) => text.startsWith('$') && !Object.hasOwn(expressions, text))
  if (unknown !== undefined) {
    throw mistake(given, `with these expressions only: ${Object.keys(expressions).join(', ')}; not ${unknown}`)
  }
  return async (source) => (await fill(template, memoized(source))) as Claims
}

function parse(path: string): Claims {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Claims
  } catch {
    throw mistake(`file:${path}`, 'a file with a JSON object that this process can read')
  }
  throw mistake(`file:${path}`, 'a file with a JSON object')
}

function mistake(given: string | null, expected: string): ConfigurationError {
  return new ConfigurationError([{ name: 'CLAIMS', given, expected }])
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** Several expressions need one read of the profile. */
function memoized(source: ClaimSource): ClaimSource {
  let profile: ReturnType<ClaimSource['profile']> | null = null
  return {
    ...source,
    profile() {
      profile ??= source.profile()
      return profile
    },
  }
}

async function fill(value: unknown, source: ClaimSource): Promise<unknown> {
  if (typeof value === 'string') return Object.hasOwn(expressions, value) ? expressions[value]?.(source) : value
  if (Array.isArray(value)) return Promise.all(value.map((item) => fill(item, source)))
  if (typeof value !== 'object' || value === null) return value
  const filled = await Promise.all(
    Object.entries(value).map(async ([name, item]) => [name, await fill(item, source)] as const),
  )
  return Object.fromEntries(filled.filter(([name, item]) => item != null || (value as Claims)[name] === null))
}
