import { type ClientEnvironment, createEnvironment, createId } from '../platform/environment.js'

/** What a platform may lack of WebCrypto. */
export interface PlatformCrypto {
  /** As given to `createAuthClient`. Only its random bytes are used. */
  environment?: Partial<ClientEnvironment>
  /** SHA-256. Default: `crypto.subtle`, which browsers have over https: and on localhost only. */
  sha256?: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>
}

/** The part of SubtleCrypto that the client uses. */
interface Digests {
  digest(algorithm: 'SHA-256', bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

/** A new secret and its S256 challenge (RFC 7636). */
export async function pkceOf({
  environment,
  sha256 = findSha256(),
}: PlatformCrypto): Promise<{ verifier: string; challenge: string }> {
  const source = createEnvironment(environment)
  const verifier = createId(source) + createId(source)
  const digest = await sha256(new TextEncoder().encode(verifier))
  return { verifier, challenge: base64Url(new Uint8Array(digest)) }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function findSha256(): NonNullable<PlatformCrypto['sha256']> {
  const { crypto } = globalThis as { crypto?: { subtle?: Digests } }
  const subtle = crypto?.subtle
  if (subtle === undefined) throw new TypeError('This platform has no crypto.subtle. Give createProviders sha256.')
  return (bytes) => subtle.digest('SHA-256', bytes)
}
