/** Time and network address of the event. Never include request headers: an attacker controls them. */
interface Circumstances {
  time: string
  address: string
}

/** Every mail of the product, by the name of its template, with the values that the template may use. */
export interface MessageValues {
  'register-code': { code: string; minutes: string }
  'already-registered': { email: string }
  'verify-email': { email: string; code: string; minutes: string; link: string; hours: string }
  'verify-code': { email: string; code: string; minutes: string }
  'reset-link': { link: string; minutes: string }
  'reset-code': { code: string; minutes: string }
  'change-email': { email: string; code: string; minutes: string; link: string; hours: string }
  welcome: { email: string }
  'password-changed': Circumstances
  'password-reset': Circumstances
  'email-changed': Circumstances & { email: string }
  'replay-detected': Circumstances
  'sign-in-after-failures': Circumstances
  'password-removed': Circumstances
  'totp-enabled': Circumstances
  'totp-removed': Circumstances
  'passkey-added': Circumstances & { name: string }
  'passkey-removed': Circumstances & { name: string }
  'passkey-copied': Circumstances & { name: string }
  'recovery-codes-created': Circumstances
  'recovery-code-used': Circumstances & { left: string }
  'sign-in': Circumstances & { code: string; link: string; minutes: string }
  'no-account': { email: string }
  'identity-linked': Circumstances & { provider: string }
  'identity-unlinked': Circumstances & { provider: string }
  invitation: { email: string; link: string; days: string }
  'email-changed-by-administrator': { time: string; email: string }
  'identity-unlinked-by-administrator': { time: string; provider: string }
  'more-notices': { count: string }
  'account-disabled': { time: string }
  'account-deleted': { time: string }
  'factors-reset': { time: string }
  'reauthenticate-code': { code: string; minutes: string }
}

export type MessageKind = keyof MessageValues

export type Message = { [Kind in MessageKind]: { kind: Kind; values: MessageValues[Kind] } }[MessageKind]
