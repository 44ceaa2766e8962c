import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

/** An address by the WHATWG definition, with a dot in the domain. */
const form =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/
/** RFC 5321, section 4.5.3.1.1: no server takes more. */
const maxLocalPart = 64
/** Characters that the URL parser behind `domainToASCII` would cut off or decode. */
const notInDomains = /[\s%/\\:@?#[\]<>^|]/

/**
 * The canonical form in which an address is stored, compared and mailed: without white space around it, the local part
 * in ASCII and lower case, the domain in its ASCII form (UTS 46). Null when the text is not an address.
 */
export function readEmailAddress(text: string): string | null {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  if (at < 0 || trimmed.length > 1024 || !/^[\x21-\x7e]+$/.test(trimmed.slice(0, at))) return null
  if (at > maxLocalPart) return null
  const domain = trimmed.slice(at + 1)
  const asciiDomain = notInDomains.test(domain) ? '' : domainToASCII(domain)
  const address = `${trimmed.slice(0, at)}@${asciiDomain}`.toLowerCase()
  return address.length <= 254 && form.test(address) && isIP(asciiDomain) === 0 ? address : null
}
