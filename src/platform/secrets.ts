import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** The purpose of a derived key. A key of one purpose does not work for another (RFC 5869, `info`). */
export type Purpose =
  | 'refresh-token'
  | 'signing-key'
  | 'throttle-subject'
  | 'mail-values'
  | 'email-code'
  | 'mailed-proof'
  | 'totp-secret'
  | 'recovery-code'
  | 'refresh-attempt'
  | 'device-token'
  | 'provider-sign-in'
  | 'list-cursor'
  | 'merged-notices'

/**
 * Everything that depends on SECRET_KEY. The first root key is the current one. Older keys still verify and open what
 * was made with them, so that a new SECRET_KEY ends no session.
 */
export interface Secrets {
  /** HMAC-SHA-256 with the current key. `salt` derives a key of the caller's own from it. */
  mac(purpose: Purpose, message: Buffer, salt?: Buffer): Buffer
  /** Whether `mac` was made from `message` with the current or an older key. Every wrong MAC takes the same time. */
  isMac(purpose: Purpose, message: Buffer, claimed: { mac: Buffer; salt?: Buffer }): boolean
  /** AES-256-GCM: 12 bytes of nonce, 16 bytes of tag, the ciphertext. */
  seal(purpose: Purpose, plaintext: Buffer): Buffer
  /** The same content, sealed with the current key. Null when it is so already, or when no key opens it. */
  reseal(purpose: Purpose, sealed: Buffer): Buffer | null
  /** Null when no key opens it: it was sealed with another SECRET_KEY, or altered. */
  open(purpose: Purpose, sealed: Buffer): Buffer | null
}

export function createSecrets(rootKeys: readonly [Buffer, ...Buffer[]]): Secrets {
  const derived = new Map<Purpose, [Buffer, ...Buffer[]]>()
  const keysFor = (purpose: Purpose): [Buffer, ...Buffer[]] => {
    const known = derived.get(purpose)
    if (known !== undefined) return known
    const [present, ...older] = rootKeys
    const keys: [Buffer, ...Buffer[]] = [derive(present, purpose), ...older.map((root) => derive(root, purpose))]
    derived.set(purpose, keys)
    return keys
  }

  return {
    mac: (purpose, message, salt) => macUnder(keysFor(purpose)[0], message, salt),
    isMac: (purpose, message, { mac, salt }) =>
      keysFor(purpose).some((key) => isSame(macUnder(key, message, salt), mac)),
    seal: (purpose, plaintext) => sealUnder(keysFor(purpose)[0], plaintext),
    reseal(purpose, sealed) {
      const [present, ...older] = keysFor(purpose)
      const plaintext = openUnder(present, sealed) === null ? openUnderAny(older, sealed) : null
      return plaintext === null ? null : sealUnder(present, plaintext)
    },
    open: (purpose, sealed) => openUnderAny(keysFor(purpose), sealed),
  }
}

function derive(rootKey: Buffer, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', rootKey, '', `latchkey/${purpose}/v1`, 32))
}

function macUnder(key: Buffer, message: Buffer, salt?: Buffer): Buffer {
  const own = salt === undefined ? key : createHmac('sha256', key).update(salt).digest()
  return createHmac('sha256', own).update(message).digest()
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function sealUnder(key: Buffer, plaintext: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext])
}

function openUnderAny(keys: readonly Buffer[], sealed: Buffer): Buffer | null {
  for (const key of keys) {
    const plaintext = openUnder(key, sealed)
    if (plaintext !== null) return plaintext
  }
  return null
}

function openUnder(key: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}
