import type { AuditEvent } from '../audit/events.js'

/** What happened to an account, in the words of its user. */
export type SecurityEventKind =
  | 'REGISTERED'
  | 'SIGNED_IN'
  | 'SIGN_IN_FAILED'
  | 'SIGNED_OUT'
  | 'SESSION_REVOKED'
  | 'SESSION_REPLAYED'
  | 'REAUTHENTICATED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'PASSWORD_REMOVED'
  | 'EMAIL_VERIFIED'
  | 'EMAIL_CHANGED'
  | 'PROFILE_UPDATED'
  | 'TOTP_ENABLED'
  | 'TOTP_REMOVED'
  | 'RECOVERY_CODES_CREATED'
  | 'RECOVERY_CODE_USED'
  | 'PASSKEY_ADDED'
  | 'PASSKEY_REMOVED'
  | 'IDENTITY_LINKED'
  | 'IDENTITY_UNLINKED'
  | 'CHANGED_BY_ADMINISTRATOR'
  | 'IMPERSONATED'

/** One kind, or one for each factor. Null: the user is not told, because nothing of the account has changed. */
type Shown = SecurityEventKind | Readonly<Record<string, SecurityEventKind>> | null

/** How each event is shown to its user. An event without a line here does not compile. */
const shownAs: Readonly<Record<AuditEvent['kind'], Shown>> = {
  'user.created': 'REGISTERED',
  'user.reclaimed': 'EMAIL_VERIFIED',
  'registration.requested': null,
  'registration.repeated': null,
  'session.created': 'SIGNED_IN',
  'sign-in.failed': 'SIGN_IN_FAILED',
  'password.refused': 'SIGN_IN_FAILED',
  'session.ended': 'SIGNED_OUT',
  'session.revoked': 'SESSION_REVOKED',
  'session.evicted': 'SESSION_REVOKED',
  'session.replayed': 'SESSION_REPLAYED',
  'session.reauthenticated': 'REAUTHENTICATED',
  'password.changed': 'PASSWORD_CHANGED',
  'password.removed': 'PASSWORD_REMOVED',
  'password.reset': 'PASSWORD_RESET',
  'password-reset.requested': null,
  'factor.added': { TOTP: 'TOTP_ENABLED', PASSKEY: 'PASSKEY_ADDED' },
  'factor.removed': { TOTP: 'TOTP_REMOVED', PASSKEY: 'PASSKEY_REMOVED' },
  'passkey.copied': 'SIGN_IN_FAILED',
  'identity.linked': 'IDENTITY_LINKED',
  'identity.unlinked': 'IDENTITY_UNLINKED',
  'recovery-codes.created': 'RECOVERY_CODES_CREATED',
  'recovery-code.used': 'RECOVERY_CODE_USED',
  'user.updated': 'PROFILE_UPDATED',
  'user.deleted': null,
  'user.disabled': 'CHANGED_BY_ADMINISTRATOR',
  'user.enabled': 'CHANGED_BY_ADMINISTRATOR',
  'user.invited': null,
  'role.created': null,
  'role.changed': null,
  'role.deleted': null,
  'limit.reached': null,
  'email-code.requested': null,
  'code.refused': null,
  'email.verified': 'EMAIL_VERIFIED',
  'email-change.requested': null,
  'email.changed': 'EMAIL_CHANGED',
  'roles.changed': 'CHANGED_BY_ADMINISTRATOR',
  'mail.retried': null,
  'signing-key.published': null,
  'secrets.resealed': null,
  'database.backed-up': null,
}

const table = new Map<string, Shown>(Object.entries(shownAs))

/** The kinds of audit events that their user can see. */
export const shownAuditKinds: readonly string[] = [...table].flatMap(([kind, shown]) => (shown === null ? [] : [kind]))

/** Null for an event that is not shown. `details` is the JSON of the event. */
export function securityEventKindOf({
  kind,
  details,
}: {
  kind: string
  details: string | null
}): SecurityEventKind | null {
  const shown = table.get(kind) ?? null
  if (shown === null || typeof shown === 'string') return shown
  const { factor } = JSON.parse(details ?? '{}') as { factor?: string }
  return shown[factor ?? ''] ?? null
}
