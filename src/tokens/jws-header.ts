/** Longer texts are refused before anything is decoded. Node accepts 16 KiB of headers. */
export const maxTokenLength = 12_288

/** The header of a compact JWS (RFC 7515). Null for other texts and for non-canonical encodings of a token. */
export function readJwsHeader(token: string): Record<string, unknown> | null {
  const segments = token.split('.')
  if (token.length > maxTokenLength || segments.length !== 3 || !segments.every(isCanonicalBase64Url)) return null
  return parseObject(segments[0] as string)
}

/** Base64url without padding, other characters, or unused bits in the last character. */
function isCanonicalBase64Url(segment: string): boolean {
  return segment !== '' && Buffer.from(segment, 'base64url').toString('base64url') === segment
}

function parseObject(segment: string): Record<string, unknown> | null {
  try {
    const header: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'))
    return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : null
  } catch {
    return null
  }
}
