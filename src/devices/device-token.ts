import { crc32 } from 'node:zlib'
import type { Clock } from '../platform/clock.js'
import { addSeconds, fromUnixSeconds } from '../platform/durations.js'
import type { Secrets } from '../platform/secrets.js'
import type { KnownPlace } from '../throttles/known-place.js'

/** Browsers keep a cookie for at most 400 days (RFC 6265bis). Each sign-in renews the token. */
export const deviceTokenSeconds = 400 * 86_400

const prefix = 'lk_dv_'
const version = 1
/** Version, user id, device id, time of issue. */
const payloadBytes = 1 + 16 + 16 + 6
const macBytes = 32
/** 75 bytes: a multiple of three, so that base64url has no padding and each token has one encoding. */
const tokenBytes = payloadBytes + macBytes + 4
const form = /^lk_dv_[A-Za-z0-9_-]{100}$/

export interface DeviceTokenNeeds {
  clock: Clock
  secrets: Secrets
}

/**
 * Proves that a user signed in on this device; it opens nothing. `lk_dv_` and base64url of: version (1 byte), user id
 * (16), device id (16), time of issue in Unix seconds (6, big-endian), HMAC-SHA-256 over those (32), CRC-32 of all of it
 * (4). So no row is stored.
 */
export function writeDeviceToken({ clock, secrets }: DeviceTokenNeeds, { id, userId }: KnownPlace): string {
  const payload = Buffer.alloc(payloadBytes)
  payload.writeUInt8(version, 0)
  payload.write(userId, 1, 'hex')
  payload.write(id, 17, 'hex')
  payload.writeUIntBE(Math.floor(clock.now().getTime() / 1000), 33, 6)
  const signed = Buffer.concat([payload, secrets.mac('device-token', payload)])
  return prefix + Buffer.concat([signed, checksum(signed)]).toString('base64url')
}

/** Null unless this server wrote the token within the last 400 days. */
export function readDeviceToken({ clock, secrets }: DeviceTokenNeeds, token: string): KnownPlace | null {
  if (!form.test(token)) return null
  const bytes = Buffer.from(token.slice(prefix.length), 'base64url')
  const signed = bytes.subarray(0, tokenBytes - 4)
  if (bytes.readUInt8(0) !== version || !checksum(signed).equals(bytes.subarray(tokenBytes - 4))) return null
  const payload = bytes.subarray(0, payloadBytes)
  if (!secrets.isMac('device-token', payload, { mac: signed.subarray(payloadBytes) })) return null
  const expiresAt = addSeconds(fromUnixSeconds(bytes.readUIntBE(33, 6)), deviceTokenSeconds)
  return expiresAt <= clock.now() ? null : { userId: bytes.toString('hex', 1, 17), id: bytes.toString('hex', 17, 33) }
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}
