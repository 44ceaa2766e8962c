/**
 * Everything that is recorded, by what happened. The kinds are public: rows, the administrators' API and webhooks name
 * them. Nothing in an event is secret.
 */
export type AuditEvent =
  | { kind: 'user.created'; userId: string }
  /** The owner of an address that was not proven took the account over. */
  | { kind: 'user.reclaimed'; userId: string; revokedSessions: number }
  /** The address has to be proven first. */
  | { kind: 'registration.requested'; userId: null }
  | { kind: 'registration.repeated'; userId: string }
  | { kind: 'session.created'; userId: string; sessionId: string; methods: readonly string[] }
  | { kind: 'sign-in.failed'; userId: string | null; reason: SignInFailure }
  | { kind: 'password.refused'; userId: string; sessionId: string; operation: ConfirmedOperation }
  | { kind: 'session.ended'; userId: string; sessionId: string | null; scope: string; revokedSessions: number }
  | { kind: 'session.revoked'; userId: string; sessionId: string; revokedSessionId: string }
  | { kind: 'session.evicted'; userId: string; evictedSessions: number }
  | { kind: 'session.replayed'; userId: string; sessionId: string; generation: number }
  | { kind: 'password.changed'; userId: string; sessionId: string; revokedSessions: number }
  | { kind: 'password.removed'; userId: string; sessionId: string }
  | { kind: 'factor.added'; userId: string; sessionId: string | null; factor: string }
  | { kind: 'factor.removed'; userId: string; sessionId: string | null; factor: string }
  | { kind: 'passkey.copied'; userId: string; passkeyId: string }
  | { kind: 'identity.linked'; userId: string; sessionId: string | null; provider: string }
  | { kind: 'identity.unlinked'; userId: string; sessionId: string | null; provider: string }
  | { kind: 'recovery-codes.created'; userId: string; sessionId: string }
  | { kind: 'recovery-code.used'; userId: string; sessionId: string | null; left: number }
  | { kind: 'session.reauthenticated'; userId: string; sessionId: string; methods: readonly string[] }
  | { kind: 'user.updated'; userId: string; sessionId: string | null; fields: readonly string[] }
  | { kind: 'user.invited'; userId: string }
  | { kind: 'user.deleted'; userId: string; sessionId: string | null }
  | { kind: 'user.disabled'; userId: string; reason: string; until: string | null; revokedSessions: number }
  | { kind: 'user.enabled'; userId: string }
  /** Counted per network or per identifier that was typed, so it names no user. */
  | { kind: 'limit.reached'; userId: null; limit: string }
  | { kind: 'email-code.requested'; userId: string | null; purpose: string }
  | { kind: 'email.verified'; userId: string; sessionId: string | null }
  | { kind: 'code.refused'; userId: null; purpose: string }
  | { kind: 'password-reset.requested'; userId: string | null }
  | { kind: 'password.reset'; userId: string; revokedSessions: number }
  | { kind: 'email-change.requested'; userId: string; sessionId: string }
  | { kind: 'role.created' | 'role.changed' | 'role.deleted'; userId: null; role: string }
  | { kind: 'roles.changed'; userId: string; added: readonly string[]; removed: readonly string[] }
  | { kind: 'email.changed'; userId: string; sessionId: string | null }
  | { kind: 'mail.retried'; userId: null; mailId: string }
  | { kind: 'signing-key.published'; userId: null; kid: string; algorithm: string }
  | { kind: 'secrets.resealed'; userId: null; rows: number }
  | { kind: 'database.backed-up'; userId: null }

/** Why a sign-in failed. */
export type SignInFailure =
  | 'wrongPassword'
  | 'wrongSecondFactor'
  | 'wrongPasskey'
  | 'credentialUsed'
  | 'emailNotVerified'
  | 'userDisabled'

/** Operations that need a proof of identity in addition to the session. */
export type ConfirmedOperation = 'changePassword' | 'deleteAccount' | 'requestEmailChange' | 'reauthenticate'

/** The kinds of events about something that was refused. */
export const failures: ReadonlySet<AuditEvent['kind']> = new Set([
  'registration.repeated',
  'sign-in.failed',
  'password.refused',
  'session.replayed',
  'passkey.copied',
  'code.refused',
  'limit.reached',
])
