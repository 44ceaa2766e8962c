/** Fields for which the server ignores a token; with none but these, an operation has no use for one. */
export const publicFields: ReadonlySet<string> = new Set([
  'login',
  'register',
  'refresh',
  'continueSignIn',
  'signInWithEmail',
  'signInWithPasskey',
  'startProviderSignIn',
  'finishProviderSignIn',
  'signInWithIdToken',
  'requestEmailCode',
  'requestPasswordReset',
  'resetPassword',
  'verifyToken',
  'authConfig',
  '__typename',
  '__schema',
  '__type',
])

export interface Outline {
  type: 'query' | 'mutation' | 'subscription'
  /** Names of the fields of the root, not their aliases. Null when they cannot be told. */
  fields: readonly string[] | null
}

export function needsNoToken({ fields }: Outline): boolean {
  return fields?.every((name) => publicFields.has(name)) ?? false
}

export function countOf({ fields }: Outline): number {
  return fields?.length ?? Number.POSITIVE_INFINITY
}
