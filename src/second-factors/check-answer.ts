import type { InputIssue } from '../platform/input-issue.js'
import { checkRecoveryCode, type RecoveryCodeNeeds } from '../recovery-codes/recovery-codes.js'
import type { Authentication } from '../sessions/authentication.js'
import type { User } from '../store/tables/users.js'
import { checkTotp } from '../totp/check-totp.js'

/** What a person answers with: exactly one of these. */
export interface FactorAnswer {
  totpCode?: string | null
  recoveryCode?: string | null
}

export type AnswerRefusal = { kind: 'invalidCode' }

/** An answer that fits no factor of the user is wrong like any other. */
export async function checkAnswer(
  needs: RecoveryCodeNeeds,
  user: User,
  { totpCode, recoveryCode }: FactorAnswer,
): Promise<Authentication | AnswerRefusal> {
  const right =
    totpCode != null
      ? await checkTotp(needs, user, totpCode)
      : recoveryCode != null
        ? await checkRecoveryCode(needs, user, recoveryCode)
        : null
  return right ?? { kind: 'invalidCode' }
}

/** Exactly one field must be given; the issue stands at the first one. */
export function findAnswerIssues(input: Readonly<Record<string, unknown>>, fields: readonly string[]): InputIssue[] {
  const given = fields.filter((field) => input[field] != null)
  if (given.length === 1) return []
  const [first = ''] = given.length === 0 ? fields : given.slice(1)
  return [{ path: [first], rule: given.length === 0 ? 'REQUIRED' : 'MISMATCH' }]
}
