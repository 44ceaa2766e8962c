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

const methodOf = new Map<unknown, AuthenticationMethod>(
  authenticationMethods.map((method) => [references[method][0], method]),
)

/** In the order of use; `mfa` follows at AAL2. */
export function amrOf(methods: readonly AuthenticationMethod[], assurance: AssuranceLevel): string[] {
  const values = methods.flatMap((method): readonly string[] => references[method])
  return [...new Set(assurance === 'AAL2' ? [...values, 'mfa'] : values)]
}

/** The reverse of {@link amrOf}. Empty for tokens of a version without `amr`. */
export function methodsOf(amr: unknown): AuthenticationMethod[] {
  return Array.isArray(amr) ? amr.flatMap((value) => methodOf.get(value) ?? []) : []
}

/** The claim `acr`. */
export function acrOf(assurance: AssuranceLevel): string {
  return assurance.toLowerCase()
}

export function assuranceOfAcr(acr: unknown): AssuranceLevel {
  return acr === acrOf('AAL2') ? 'AAL2' : 'AAL1'
}
