import type { ProfileInput, Sex } from 'latchkey/client/operations'
import type { Values } from '../form/values.ts'

/** In the order in which they are shown. */
export const profileFieldNames = [
  'sex',
  'age',
  'mobile',
  'landline',
  'wechatId',
  'clinic',
  'certificate',
  'school',
  'major',
  'portraitUrl',
  'intro',
] as const satisfies readonly (keyof ProfileInput)[]
export type ProfileFieldName = (typeof profileFieldNames)[number]

export const sexes: readonly Sex[] = ['FEMALE', 'MALE', 'NOT_APPLICABLE', 'NOT_KNOWN']

export interface ProfileFieldChoice {
  /** Before each name: where the profile is inside `input`. */
  prefix: string
  names: readonly ProfileFieldName[]
}

/** What was typed; null, which clears it, for what was left empty. */
export function readProfile(values: Values, { prefix, names }: ProfileFieldChoice): ProfileInput {
  const entries = names.map((name) => [name, readField(name, values.optional(prefix + name))] as const)
  return Object.fromEntries(entries)
}

function readField(name: ProfileFieldName, value: string | null): string | number | null {
  if (value === null || name !== 'age') return value
  // −1 is out of range: the server says at the field what is allowed.
  return Number.isSafeInteger(Number(value)) ? Math.min(Number(value), 2 ** 31 - 1) : -1
}
