import { dictionary } from '@zxcvbn-ts/language-common'

/** Built at the first password: it takes a twentieth of the start. */
let common: ReadonlySet<string> | undefined

/** Whether the password is one of about 49,000 that leaked most often. Case does not matter. */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(dictionary['passwords-common'])
  return common.has(password.normalize('NFKC').toLowerCase())
}
