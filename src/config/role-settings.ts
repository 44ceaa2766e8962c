import type { Kind } from './parsers.js'
import { listOf, roleName, text } from './parsers.js'
import { of, optional } from './setting.js'

/** Ready sets of claims, each for systems that read access tokens in their own way. */
export const claimPresets = ['hasura', 'postgrest', 'supabase', 'apollo-router'] as const
export type ClaimPreset = (typeof claimPresets)[number]

/** A preset, or claims of the operator: in a file, or as they are. */
export type ClaimsEntry = { preset: ClaimPreset } | { file: string } | { claims: Readonly<Record<string, unknown>> }

const claimsEntry: Kind<ClaimsEntry> = {
  expected: `${claimPresets.join(', ')} or file: with the path of a JSON file. In CONFIG_FILE also an object of claims`,
  example: 'hasura',
  inFile: { form: 'either', forms: [{ form: 'text' }, { form: 'object' }] },
  // Percent-encoded, because entries are separated by commas.
  textOf: (value) => (typeof value === 'string' ? value : `json:${encodeURIComponent(JSON.stringify(value))}`),
  read(given) {
    if (/^file:./.test(given)) return { file: given.slice('file:'.length) }
    if (given.startsWith('json:')) return readClaims(given.slice('json:'.length))
    const preset = claimPresets.find((each) => each === given)
    return preset && { preset }
  },
}

function readClaims(encoded: string): ClaimsEntry | undefined {
  const claims = tryRead(() => JSON.parse(decodeURIComponent(encoded)))
  return isObject(claims) ? { claims } : undefined
}

/** A role that the server creates at its start if there is none of this name. */
export interface StartRole {
  name: string
  description: string
  /** Of the administrators' API. They are not checked here. */
  permissions: readonly string[]
  /** Of the operator's own applications. */
  applicationPermissions: readonly string[]
}

const names = { form: 'list', item: { ...text, inFile: { form: 'text' } } } as const

const startRole: Kind<StartRole> = {
  expected: 'an object with name and, if wanted, description, permissions and applicationPermissions',
  example: '{"name":"editor","applicationPermissions":["articles:write"]}',
  inFile: {
    form: 'record',
    needed: 'name',
    members: {
      name: { form: 'text' },
      description: { form: 'text' },
      permissions: names,
      applicationPermissions: names,
    },
  },
  read: (given) => asRole(tryRead(() => JSON.parse(given))),
}

const startRoles: Kind<readonly StartRole[]> = {
  expected: `a JSON list of roles, each ${startRole.expected}`,
  example: `[${startRole.example}]`,
  inFile: { form: 'list', item: startRole },
  textOf: (value) => JSON.stringify(value),
  read(given) {
    const items = tryRead(() => JSON.parse(given))
    const roles = Array.isArray(items) ? items.map(asRole) : [undefined]
    return roles.every((role) => role !== undefined) ? roles : undefined
  },
}

function asRole(value: unknown): StartRole | undefined {
  if (!isObject(value)) return undefined
  const { name, description = '', permissions = [], applicationPermissions = [], ...rest } = value
  const isNamed = typeof name === 'string' && roleName.read(name) !== undefined && typeof description === 'string'
  const hasLists = isTexts(permissions) && isTexts(applicationPermissions)
  if (!isNamed || !hasLists || Object.keys(rest).length > 0) return undefined
  return { name, description, permissions, applicationPermissions }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function tryRead(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Settings of roles, and of what access tokens say of them. */
export const roleSettings = {
  ROLES: {
    ...optional<readonly StartRole[]>(
      startRoles,
      [],
      'Roles that the server creates at its start. A role that is there stays as it is. CONFIG_FILE is the place for it.',
    ),
    shownDefault: 'none',
  },
  DEFAULT_ROLES: {
    ...optional(
      listOf(roleName),
      [],
      'Roles of users who register. A role that does not exist is left out; the log says so at the start.',
    ),
    shownDefault: 'none',
    example: 'member',
  },
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
      'With CLAIMS=postgrest: roles that are roles of the database too. The first one that the user has is the claim `role`.',
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
