import type { Settings } from '../config/settings.js'
import { type ClaimSource, type Claims, type ClaimsOf, type CustomClaims, reservedClaims } from './claims.js'
import { readClaims, readClaimsFile } from './claims-file.js'
import { presets } from './presets.js'

/** Throws `ConfigurationError` if a file of claims cannot be read or names what does not exist. */
export function openClaims(
  { CLAIMS, CLAIMS_POSTGREST_ROLES, CLAIMS_POSTGREST_DEFAULT_ROLE }: Settings,
  custom: CustomClaims | null,
): ClaimsOf {
  const options = { postgrestRoles: CLAIMS_POSTGREST_ROLES, postgrestDefaultRole: CLAIMS_POSTGREST_DEFAULT_ROLE }
  const makers: ClaimsOf[] = CLAIMS.map((entry) => {
    if ('file' in entry) return readClaimsFile(entry.file)
    if ('claims' in entry) return readClaims(entry.claims)
    return async (source) => presets[entry.preset](source, options)
  })
  if (custom !== null) makers.push(async (source) => withoutReserved(await custom(userOf(source), source.session)))
  return async (source) => {
    const claims: Record<string, unknown> = standardClaims(source)
    for (const make of makers) Object.assign(claims, await make(source))
    return claims
  }
}

/** `roles` and `scope` are those of RFC 9068, section 2.2.3; `scope` is left out when it is empty. */
function standardClaims({ roles, permissions }: ClaimSource): Record<string, unknown> {
  const scope = permissions.length === 0 ? {} : { scope: permissions.join(' ') }
  return { roles, permissions, ...scope }
}

function userOf({ user, roles, permissions }: ClaimSource) {
  return { ...user, roles, permissions }
}

function withoutReserved(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !reservedClaims.has(name)))
}
