/** What the administrators' API can permit. The built-in role {@link administratorRole} has all of them. */
export const permissions = [
  'USERS_READ',
  'USERS_WRITE',
  'USERS_DELETE',
  'SESSIONS_END',
  'IMPERSONATE',
  'ROLES_READ',
  'ROLES_WRITE',
  'AUDIT_READ',
  'MAIL_READ',
  'MAIL_RETRY',
  'WEBHOOKS_READ',
  'WEBHOOKS_WRITE',
  'KEYS_READ',
  'KEYS_WRITE',
  'SETTINGS_READ',
  'STATISTICS_READ',
] as const
export type Permission = (typeof permissions)[number]

/** The role that permits everything. It exists in every database and cannot be changed. */
export const administratorRole = 'administrator'
