import type { AuthenticationMethod } from 'latchkey/client/operations'
import type { FormProblem } from '../form/problem.ts'
import type { Values } from '../form/values.ts'
import { canUsePasskeys, type PasskeyJson } from '../passkeys/credentials.ts'
import type { PasskeyAnswer } from '../passkeys/use-passkey.ts'

/** How one proves who one is here, with the names of the fields in the inputs of the server. */
export const fieldNames = {
  PASSKEY: 'passkey',
  PASSWORD: 'password',
  TOTP: 'totpCode',
  EMAIL: 'emailCode',
  RECOVERY_CODE: 'recoveryCode',
} as const

export type ProofMethod = keyof typeof fieldNames

/** Those of `methods` that this app and this browser can do, the most convenient first. */
export function possibleMethods(methods: readonly AuthenticationMethod[]): ProofMethod[] {
  const known = ['PASSKEY', 'PASSWORD', 'TOTP', 'EMAIL', 'RECOVERY_CODE'] as const
  return known.filter((method) => methods.includes(method) && (method !== 'PASSKEY' || canUsePasskeys()))
}

type Proof =
  | { input: Record<string, string> | { passkey: PasskeyJson }; problem: null }
  | { input: null; problem: FormProblem }

/** The input with this one proof: what was typed, or what the browser gives for a passkey. */
export async function readProof(
  method: ProofMethod,
  values: Values,
  askPasskey: () => Promise<PasskeyAnswer>,
): Promise<Proof> {
  const name = fieldNames[method]
  if (name !== 'passkey') return { input: { [name]: values.text(name) }, problem: null }
  const { passkey, problem } = await askPasskey()
  return passkey === null ? { input: null, problem } : { input: { passkey }, problem: null }
}
