import type { AuthenticationMethod } from 'latchkey/client/operations'
import type { Values } from '../form/values.ts'

/** What is typed to prove who one is, with the names of the fields in the inputs of the server. */
export const fieldNames = {
  PASSWORD: 'password',
  TOTP: 'totpCode',
  EMAIL: 'emailCode',
  RECOVERY_CODE: 'recoveryCode',
} as const

export type TypedMethod = keyof typeof fieldNames

/** Those of `methods` that this app has a field for, the most convenient first. */
export function typedMethods(methods: readonly AuthenticationMethod[]): TypedMethod[] {
  return (['PASSWORD', 'TOTP', 'EMAIL', 'RECOVERY_CODE'] as const).filter((method) => methods.includes(method))
}

/** The input with this one proof. */
export function readProof(method: TypedMethod, values: Values): Record<string, string> {
  const name = fieldNames[method]
  return { [name]: values.text(name) }
}
