import type { Settings } from '../config/settings.js'
import type { Reader } from '../store/engine/store.js'
import { hasRole } from '../store/roles.js'
import { findSecondFactors } from '../store/second-factors.js'
import type { AuthenticationMethod } from '../tokens/authentication-claims.js'

export interface SecondFactorPolicy {
  /** Who has to have a second factor. */
  mandatoryFor: Settings['SECOND_FACTOR']
  totp: boolean
  passkeys: boolean
}

export function secondFactorPolicyOf(settings: Settings): SecondFactorPolicy {
  return { mandatoryFor: settings.SECOND_FACTOR, totp: settings.TOTP, passkeys: settings.PASSKEYS }
}

/** Whether the settings ask this user for a second factor. */
export async function isSecondFactorMandatory(
  db: Reader,
  { mandatoryFor }: SecondFactorPolicy,
  userId: string,
): Promise<boolean> {
  if (mandatoryFor !== 'administrators') return mandatoryFor === 'everyone'
  return hasRole(db, userId, 'administrator')
}

/** What the user can answer a second factor with, the strongest first. Empty when they have none. */
export async function listAnswers(
  db: Reader,
  policy: SecondFactorPolicy,
  userId: string,
): Promise<AuthenticationMethod[]> {
  const { totp, passkeys, unusedRecoveryCodes } = await findSecondFactors(db, userId)
  const factors: AuthenticationMethod[] = []
  if (passkeys > 0 && policy.passkeys) factors.push('PASSKEY')
  if (totp !== null) factors.push('TOTP')
  // Recovery codes stand in for a factor that was lost; by themselves they are none.
  return factors.length > 0 && unusedRecoveryCodes ? [...factors, 'RECOVERY_CODE'] : factors
}

/** What a user who has none can set up. */
export function listSetups({ passkeys, totp }: SecondFactorPolicy): AuthenticationMethod[] {
  return [...(passkeys ? (['PASSKEY'] as const) : []), ...(totp ? (['TOTP'] as const) : [])]
}
