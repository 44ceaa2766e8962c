import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** What `toJSON` of a credential gives, from a client: nothing in it is checked yet. */
export type WebAuthnJson = Readonly<Record<string, unknown>>

/** Longer than the responses of all known authenticators. */
const maxTextLength = 16_384

/** Null if the value has not the form of an AuthenticationResponseJSON (WebAuthn, section 5.1). */
export function readAssertion(passkey: WebAuthnJson): AuthenticationResponseJSON | null {
  const response = readResponse(passkey, ['clientDataJSON', 'authenticatorData', 'signature'])
  if (response === null) return null
  const { userHandle } = response
  if (userHandle !== undefined && userHandle !== null && !isText(userHandle)) return null
  return { ...passkey, rawId: passkey.id, clientExtensionResults: {} } as unknown as AuthenticationResponseJSON
}

/** Null if the value has not the form of a RegistrationResponseJSON. */
export function readAttestation(passkey: WebAuthnJson): RegistrationResponseJSON | null {
  const response = readResponse(passkey, ['clientDataJSON', 'attestationObject'])
  if (response === null) return null
  const transports = Array.isArray(response.transports) ? response.transports.filter(isTransport).slice(0, 8) : []
  return {
    id: passkey.id,
    rawId: passkey.id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { ...response, transports },
  } as RegistrationResponseJSON
}

/** The challenge and the flags that the browser signed. Null if they cannot be read. */
export function readClientData(clientDataJSON: string): { challenge: string; crossOrigin: boolean } | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    const { challenge, crossOrigin } = data as Record<string, unknown>
    return typeof challenge === 'string' ? { challenge, crossOrigin: crossOrigin === true } : null
  } catch {
    return null
  }
}

function readResponse({ id, type, response }: WebAuthnJson, fields: readonly string[]): Record<string, unknown> | null {
  if (!isText(id) || type !== 'public-key' || typeof response !== 'object' || response === null) return null
  const given = response as Record<string, unknown>
  return fields.every((field) => isText(given[field])) ? given : null
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTextLength && /^[\w-]+$/.test(value)
}

function isTransport(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z-]{1,20}$/.test(value)
}
