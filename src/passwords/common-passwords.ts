import { dictionary } from '@zxcvbn-ts/language-common'

/** Made at the first password: it takes a twentieth of the start. */
let common: ReadonlySet<string> | undefined

/** Whether it is among the roughly 49,000 passwords that leaked most often, in whatever case. */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(dictionary['passwords-common'])
  return common.has(password.normalize('NFKC').toLowerCase())
}
