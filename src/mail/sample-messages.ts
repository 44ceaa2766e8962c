import type { MessageKind, MessageValues } from './messages.js'

const circumstances = { time: '2030-01-31 12:00 UTC', address: '203.0.113.7' }
const code = { code: '302004', minutes: '10' }
const email = 'ada@example.com'
const link = (page: string) => ({ link: `https://auth.example.com/${page}?token=lk_lt_${'x'.repeat(43)}` })

/** One sample of each message, for previews. The values are as long as real ones. */
export const sampleMessages: { readonly [Kind in keyof MessageValues]: MessageValues[Kind] } = {
  'register-code': code,
  'already-registered': { email },
  'verify-email': { ...code, ...link('verify-email'), email, hours: '24' },
  'verify-code': { ...code, email },
  'reset-link': { ...link('reset-password'), minutes: '30' },
  'reset-code': code,
  'change-email': { ...code, ...link('change-email'), email, hours: '24' },
  welcome: { email },
  'password-changed': circumstances,
  'password-reset': circumstances,
  'email-changed': { ...circumstances, email },
  'replay-detected': circumstances,
  'sign-in-after-failures': circumstances,
  'password-removed': circumstances,
  'totp-enabled': circumstances,
  'totp-removed': circumstances,
  'passkey-added': { ...circumstances, name: 'Apple Passwords' },
  'passkey-removed': { ...circumstances, name: 'Apple Passwords' },
  'passkey-copied': { ...circumstances, name: 'Apple Passwords' },
  'recovery-codes-created': circumstances,
  'recovery-code-used': { ...circumstances, left: '9' },
  'sign-in': { ...code, ...link('email-sign-in'), ...circumstances },
  'no-account': { email },
  'identity-linked': { ...circumstances, provider: 'Google' },
  'identity-unlinked': { ...circumstances, provider: 'Google' },
  invitation: { email, ...link('reset-password'), days: '7' },
  'email-changed-by-administrator': { time: circumstances.time, email },
  'identity-unlinked-by-administrator': { time: circumstances.time, provider: 'Google' },
  'more-notices': { count: '3' },
  'account-disabled': { time: circumstances.time },
  'account-deleted': { time: circumstances.time },
  'factors-reset': { time: circumstances.time },
  'reauthenticate-code': code,
}

export const messageKinds = Object.keys(sampleMessages) as MessageKind[]
