import { crc32 } from 'node:zlib'
import type { Secrets } from '../platform/secrets.js'

const prefix = 'lk_rt_'
const version = 1
/** Version, session id, generation. */
const payloadBytes = 1 + 16 + 4
const macBytes = 32
/** 57 bytes: a multiple of three, so that base64url has no padding and each token has one encoding. */
const tokenBytes = payloadBytes + macBytes + 4
const form = /^lk_rt_[A-Za-z0-9_-]{76}$/

export interface RefreshTokenSession {
  id: string
  salt: Buffer
}

/** The content of a token. Do not trust it before {@link isAuthentic}. */
export interface ReadRefreshToken {
  sessionId: string
  generation: number
  payload: Buffer
  mac: Buffer
}

/**
 * `lk_rt_` and base64url of: version (1 byte), session id (16), generation (4, big-endian), HMAC-SHA-256 over those
 * (32), CRC-32 of all of it (4). The key of the HMAC comes from SECRET_KEY and the session's salt. The same session and
 * generation always give the same token, so only the generation must be stored.
 */
export function writeRefreshToken(secrets: Secrets, session: RefreshTokenSession, generation: number): string {
  const payload = Buffer.alloc(payloadBytes)
  payload.writeUInt8(version, 0)
  payload.write(session.id, 1, 'hex')
  payload.writeUInt32BE(generation, 17)
  const signed = Buffer.concat([payload, secrets.mac('refresh-token', payload, session.salt)])
  return prefix + Buffer.concat([signed, checksum(signed)]).toString('base64url')
}

/** Null for texts that are not complete tokens of our form. Such texts cost no read of the database. */
export function readRefreshToken(token: string): ReadRefreshToken | null {
  if (!form.test(token)) return null
  const bytes = Buffer.from(token.slice(prefix.length), 'base64url')
  const signed = bytes.subarray(0, tokenBytes - 4)
  if (bytes.readUInt8(0) !== version || !checksum(signed).equals(bytes.subarray(tokenBytes - 4))) return null
  return {
    sessionId: bytes.toString('hex', 1, 17),
    generation: bytes.readUInt32BE(17),
    payload: bytes.subarray(0, payloadBytes),
    mac: signed.subarray(payloadBytes),
  }
}

/** Whether this server wrote the token for this session. */
export function isAuthentic(
  secrets: Secrets,
  { payload, mac }: ReadRefreshToken,
  session: RefreshTokenSession,
): boolean {
  return secrets.isMac('refresh-token', payload, { mac, salt: session.salt })
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}
