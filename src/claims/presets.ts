import type { ClaimPreset } from '../config/role-settings.js'
import { toUnixSeconds } from '../platform/durations.js'
import { supabaseMethodOf } from '../tokens/authentication-claims.js'
import type { ClaimSource, Claims } from './claims.js'

interface PresetOptions {
  /** Roles of the database, the preferred one first. */
  postgrestRoles: readonly string[]
  postgrestDefaultRole: string
}

type Preset = (source: ClaimSource, options: PresetOptions) => Claims

/** docs/claims.md has a recipe for each. */
export const presets: Readonly<Record<ClaimPreset, Preset>> = {
  hasura: ({ user, session, roles }) => ({
    'https://hasura.io/jwt/claims': {
      'x-hasura-user-id': user.id,
      'x-hasura-default-role': roles[0] ?? 'user',
      'x-hasura-allowed-roles': [...new Set([...roles, 'user'])],
      'x-hasura-session-id': session.id,
    },
  }),
  postgrest: ({ roles }, { postgrestRoles, postgrestDefaultRole }) => ({
    role: postgrestRoles.find((role) => roles.includes(role)) ?? postgrestDefaultRole,
  }),
  supabase: ({ user, session, roles }) => ({
    role: 'authenticated',
    email: user.email,
    session_id: session.id,
    aal: session.assurance.toLowerCase(),
    amr: session.methods.map((method) => ({
      method: supabaseMethodOf(method),
      timestamp: toUnixSeconds(session.authenticatedAt),
    })),
    app_metadata: { roles },
  }),
  'apollo-router': ({ permissions }) => ({ scope: permissions.join(' ') }),
}
