import { fromUnixSeconds } from '../platform/durations.js'

/** NIST SP 800-63B-4: AAL2 after two factors, or after a passkey with user verification, which is two in one. */
export type AssuranceLevel = 'AAL1' | 'AAL2'

/**
 * Values of the claim `amr` (RFC 8176) for each proof of identity. The registry has none for a mailed code, an identity
 * provider, a recovery code and a trusted device: `email`, `fed`, `rec` and `dev` are ours.
 */
const references = {
  PASSWORD: ['pwd'],
  TOTP: ['otp'],
  RECOVERY_CODE: ['rec'],
  PASSKEY: ['pop', 'user'],
  EMAIL: ['email'],
  PROVIDER: ['fed'],
  TRUSTED_DEVICE: ['dev'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

/** How a user proved who they are. */
export type AuthenticationMethod = keyof typeof references

export const authenticationMethods = Object.keys(references) as readonly AuthenticationMethod[]

/** What Supabase calls the proofs. Its `amr` is a list of objects with `method` and `timestamp`. */
const supabaseMethods: Readonly<Record<AuthenticationMethod, string>> = {
  PASSWORD: 'password',
  TOTP: 'totp',
  RECOVERY_CODE: 'mfa/recovery_code',
  PASSKEY: 'mfa/webauthn',
  EMAIL: 'otp',
  PROVIDER: 'oauth',
  TRUSTED_DEVICE: 'mfa/trusted_device',
}

const methodOf = new Map<unknown, AuthenticationMethod>(
  authenticationMethods.flatMap((method) => [
    [references[method][0], method],
    [`supabase ${supabaseMethods[method]}`, method],
  ]),
)

/** In the order of use; `mfa` follows at AAL2. */
export function amrOf(methods: readonly AuthenticationMethod[], assurance: AssuranceLevel): string[] {
  const values = methods.flatMap((method): readonly string[] => references[method])
  return [...new Set(assurance === 'AAL2' ? [...values, 'mfa'] : values)]
}

/** The reverse of {@link amrOf}. Empty for tokens of a version without `amr`. */
function methodsOf(amr: unknown): AuthenticationMethod[] {
  if (!Array.isArray(amr)) return []
  return amr.flatMap((value) => methodOf.get(isSupabaseEntry(value) ? `supabase ${value.method}` : value) ?? [])
}

export function supabaseMethodOf(method: AuthenticationMethod): string {
  return supabaseMethods[method]
}

function isSupabaseEntry(value: unknown): value is { method: unknown } {
  return typeof value === 'object' && value !== null && 'method' in value
}

/** The claim `acr`. */
export function acrOf(assurance: AssuranceLevel): string {
  return assurance.toLowerCase()
}

function assuranceOfAcr(acr: unknown): AssuranceLevel {
  return acr === acrOf('AAL2') ? 'AAL2' : 'AAL1'
}

/** The proof of identity in a token. Tokens of a version without these claims count as one weak proof at their issue. */
export function proofIn({ auth_time, amr, acr }: Readonly<Record<string, unknown>>, issuedAt: Date) {
  const authenticatedAt = isWhole(auth_time) ? fromUnixSeconds(auth_time) : issuedAt
  return { authenticatedAt, methods: methodsOf(amr), assurance: assuranceOfAcr(acr) }
}

/** The subject of the claim `act` (RFC 8693, section 4.1). Null if the user acts. */
export function actorIn({ act }: Readonly<Record<string, unknown>>): string | null {
  const actorId = (act as { sub?: unknown } | undefined)?.sub
  return typeof actorId === 'string' ? actorId : null
}

export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
