import type { Kind } from './parsers.js'
import { listOf, roleName } from './parsers.js'
import { of, optional } from './setting.js'

/** Ready sets of claims, each for systems that read access tokens in their own way. */
export const claimPresets = ['hasura', 'postgrest', 'supabase', 'apollo-router'] as const
export type ClaimPreset = (typeof claimPresets)[number]

/** A preset, or a file with claims of the operator. */
export type ClaimsEntry = { preset: ClaimPreset } | { file: string }

const claimsEntry: Kind<ClaimsEntry> = {
  expected: `${claimPresets.join(' or ')} or file: with the path of a JSON file`,
  example: 'hasura',
  read(given) {
    if (/^file:./.test(given)) return { file: given.slice('file:'.length) }
    const preset = claimPresets.find((each) => each === given)
    return preset && { preset }
  },
}

/** Settings of roles, and of what access tokens say of them. */
export const roleSettings = {
  CLAIMS: {
    ...optional<readonly ClaimsEntry[]>(
      listOf(claimsEntry),
      [],
      'More claims of access tokens, for systems that read them in their own way; several at once.',
    ),
    shownDefault: 'none',
  },
  CLAIMS_POSTGREST_ROLES: {
    ...optional(
      listOf(roleName),
      [],
      'With CLAIMS=postgrest: roles that are roles of the database too; the first one that the user has is the claim `role`.',
    ),
    shownDefault: 'none',
    example: 'web_admin,web_editor',
  },
  CLAIMS_POSTGREST_DEFAULT_ROLE: of(
    roleName,
    'authenticated',
    'With CLAIMS=postgrest: the claim `role` of users who have none of CLAIMS_POSTGREST_ROLES.',
  ),
} as const
