import type { NoticeNeeds } from '../mail/notices.js'
import { warnOfCopy } from '../passkeys/warn-of-copy.js'
import type { InputIssue } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { checkRecoveryCode, type RecoveryCodeNeeds } from '../recovery-codes/recovery-codes.js'
import type { Authentication } from '../sessions/authentication.js'
import type { User } from '../store/tables/users.js'
import { checkTotp } from '../totp/check-totp.js'
import {
  type Ceremony,
  type CheckAssertionNeeds,
  checkAssertion,
  type InvalidPasskey,
} from '../webauthn/check-assertion.js'
import type { WebAuthnJson } from '../webauthn/response.js'

/** What a person answers with: exactly one of these. */
export interface FactorAnswer {
  totpCode?: string | null
  recoveryCode?: string | null
  /** The response to the challenge of this step. */
  passkey?: WebAuthnJson | null
}

export type AnswerRefusal = { kind: 'invalidCode' } | InvalidPasskey

export interface CheckAnswerNeeds extends RecoveryCodeNeeds, CheckAssertionNeeds, NoticeNeeds {}

/** Who is asked, and what for. */
export interface Question {
  user: User
  /** What a passkey must answer to. */
  ceremony: Omit<Ceremony, 'userId'>
  client: RequestMetadata
}

/** An answer that fits no factor of the user is wrong like any other. */
export async function checkAnswer(
  needs: CheckAnswerNeeds,
  { user, ceremony, client }: Question,
  { totpCode, recoveryCode, passkey }: FactorAnswer,
): Promise<Authentication | AnswerRefusal> {
  if (passkey != null) {
    const checked = await checkAssertion(needs, passkey, { ...ceremony, userId: user.id })
    return 'kind' in checked && checked.kind === 'copiedPasskey' ? warnOfCopy(needs, checked, client) : checked
  }
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
