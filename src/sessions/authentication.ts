import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import {
  type AssuranceLevel,
  type AuthenticationMethod,
  authenticationMethods,
} from '../tokens/authentication-claims.js'

/** The credentials are wrong, or another request used them first. */
export interface InvalidCredentials {
  kind: 'invalidCredentials'
}

/** A credential that was checked and is right. Nothing is stored before `consume`. */
export interface Authentication {
  user: User
  method: AuthenticationMethod
  /**
   * Uses the credential up: marks the password, deletes the code, moves the counter. False if another request used or
   * changed the credential since the check. Then the sign-in fails.
   */
  consume(tx: Writer, now: Date): Promise<boolean>
}

/** When and how the user last proved who they are. Methods are in the order of use. */
export interface ProofOfIdentity {
  authenticatedAt: Date
  methods: readonly AuthenticationMethod[]
  assurance: AssuranceLevel
}

const firstFactors: ReadonlySet<AuthenticationMethod> = new Set(['PASSWORD', 'EMAIL', 'PROVIDER'])
const secondFactors: ReadonlySet<AuthenticationMethod> = new Set(['TOTP', 'RECOVERY_CODE', 'TRUSTED_DEVICE'])

/** AAL2: a factor of each kind, or a passkey, which is always used with user verification. */
export function assuranceOf(methods: readonly AuthenticationMethod[]): AssuranceLevel {
  const hasBoth = [firstFactors, secondFactors].every((factors) => methods.some((method) => factors.has(method)))
  return hasBoth || methods.includes('PASSKEY') ? 'AAL2' : 'AAL1'
}

/** The text in the column of a session. */
export function writeMethods(methods: readonly AuthenticationMethod[]): string {
  return methods.join(' ')
}

export function readMethods(stored: string): AuthenticationMethod[] {
  return stored.split(' ').flatMap((name) => authenticationMethods.find((method) => method === name) ?? [])
}
