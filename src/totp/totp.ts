import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import { randomKey } from '../platform/random.js'

/** RFC 6238 with what every authenticator app supports: SHA-1, six digits, thirty seconds. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Steps before and after the present one whose codes are accepted: clocks differ, and people type slowly. */
const window = 1
/** 160 bits, as long as the output of SHA-1 (RFC 4226, section 4, R6). */
const secretBytes = 20

export function createTotpSecret(): Buffer {
  return randomKey(secretBytes)
}

/** Base32 without padding, as people type it. */
export function writeTotpSecret(secret: Buffer): string {
  return secretOf(secret).base32
}

/** The key URI that authenticator apps read, and a picture of it as a `data:` URL. */
export function describeTotp(
  secret: Buffer,
  { issuer, account }: { issuer: string; account: string },
): { uri: string; qrCode: string } {
  const uri = new TOTP({ ...parameters, issuer, label: account, secret: secretOf(secret) }).toString()
  const picture = renderSVG(uri, { ecc: 'M', border: 4 })
  return { uri, qrCode: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}` }
}

/** The time step of a right code. Null when it is wrong, or too early or late by more than one step. */
export function findTotpStep(secret: Buffer, code: string, now: Date): number | null {
  const token = readTotpCode(code)
  if (token === null) return null
  const totp = new TOTP({ ...parameters, secret: secretOf(secret) })
  const delta = totp.validate({ token, timestamp: now.getTime(), window })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / parameters.period) + delta
}

/** People type full-width digits and paste spaces. Null when it is not six digits. */
export function readTotpCode(code: string): string | null {
  const digits = code.normalize('NFKC').replace(/\s/g, '')
  return /^[0-9]{6}$/.test(digits) ? digits : null
}

function secretOf(secret: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(secret).buffer })
}
