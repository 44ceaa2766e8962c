/** The port of an app on this machine: it takes a free one at each start (RFC 8252, section 7.3). */
const loopbackPort = /^(http:\/\/(?:127\.0\.0\.1|\[::1\])):([1-9]\d{0,4})(?=\/|\?|$)/

/** Byte-equal to an entry; an entry with a loopback address and no port stands for every port. */
export function isReturnUrl(entries: readonly string[], url: string): boolean {
  const [, , port = ''] = loopbackPort.exec(url) ?? []
  const isPort = port !== '' && Number(port) <= 65_535
  return entries.includes(url) || (isPort && entries.includes(url.replace(loopbackPort, '$1')))
}

/** The URL with one more parameter; what the entry says stays byte for byte. */
export function withParameter(url: string, name: 'code' | 'error', value: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
}
