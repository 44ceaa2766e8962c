/** Everything worth recording, by what happened. Nothing in it is secret. */
export type AuditEvent =
  | { kind: 'userRegistered'; userId: string; sessionId: string | null }
  | { kind: 'registrationRepeated'; userId: string | null }
  | { kind: 'loginSucceeded'; userId: string; sessionId: string }
  | { kind: 'loginFailed'; userId: string | null; reason: 'wrongPassword' | 'emailNotVerified' | 'userDisabled' }
  | {
      kind: 'passwordRefused'
      userId: string
      sessionId: string
      operation: 'changePassword' | 'deleteAccount' | 'requestEmailChange'
    }
  | {
      kind: 'loggedOut'
      userId: string
      sessionId: string
      scope: 'CURRENT' | 'OTHERS' | 'ALL'
      revokedSessions: number
    }
  | { kind: 'sessionRevoked'; userId: string; sessionId: string; revokedSessionId: string }
  | { kind: 'refreshTokenReplayed'; userId: string; sessionId: string; generation: number }
  | { kind: 'passwordChanged'; userId: string; sessionId: string; revokedSessions: number }
  | { kind: 'profileUpdated'; userId: string; sessionId: string; fields: readonly string[] }
  | { kind: 'accountDeleted'; userId: string; sessionId: string }
  /** Counted per network or per identifier that was typed, so it names no user. */
  | { kind: 'limitReached'; userId: null; limit: string }
  | { kind: 'emailCodeRequested'; userId: string | null; purpose: string }
  | { kind: 'emailVerified'; userId: string; sessionId: string | null }
  | { kind: 'codeRefused'; userId: null; purpose: string }
  | { kind: 'passwordResetRequested'; userId: string | null }
  | { kind: 'passwordReset'; userId: string; revokedSessions: number }
  | { kind: 'emailChangeRequested'; userId: string; sessionId: string }
  | { kind: 'emailChanged'; userId: string; sessionId: string | null }

/** The events that tell of something refused. */
export const failures: ReadonlySet<AuditEvent['kind']> = new Set([
  'registrationRepeated',
  'loginFailed',
  'passwordRefused',
  'refreshTokenReplayed',
  'codeRefused',
  'limitReached',
])
