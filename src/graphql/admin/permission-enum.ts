import { type Permission, permissions } from '../../roles/permissions.js'
import { registerNames } from '../contract/enums.js'

export const maxPermissions = permissions.length

export const PermissionEnum = registerNames<Permission>({
  name: 'Permission',
  description: 'What the administrators’ API can permit. The role `administrator` has all of them.',
  values: {
    USERS_READ: 'See users, their sessions and their factors.',
    USERS_WRITE: 'Create and change users, disable and enable them, and reset their factors.',
    USERS_DELETE: 'Delete users.',
    SESSIONS_END: 'End sessions of users.',
    IMPERSONATE: 'Act as a user.',
    ROLES_READ: 'See roles.',
    ROLES_WRITE: 'Create and change roles, and give them to users.',
    AUDIT_READ: 'See the audit events.',
    MAIL_READ: 'See which mails were sent, without their content.',
    MAIL_RETRY: 'Send a failed mail again.',
    WEBHOOKS_READ: 'See webhooks and their deliveries.',
    WEBHOOKS_WRITE: 'Create and change webhooks.',
    KEYS_READ: 'See the public part of the signing keys.',
    KEYS_WRITE: 'Replace the signing key.',
    SETTINGS_READ: 'See the settings, without secrets.',
    STATISTICS_READ: 'See the statistics.',
  },
})
