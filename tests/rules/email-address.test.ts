import { describe, expect, test } from 'vitest'
import { readEmailAddress } from '../../src/mail/email-address.js'

/** An address of this many bytes whose domain has labels of at most 63. */
function addressOf(bytes: number): string {
  const domain = `${'d'.repeat(63)}.${'e'.repeat(63)}.${'f'.repeat(61)}`
  return `${'a'.repeat(bytes - domain.length - 1)}@${domain}`
}

test.each([
  ['lower case', 'ada@example.com', 'ada@example.com'],
  ['any case', 'Ada.LOVELACE@Example.COM', 'ada.lovelace@example.com'],
  ['white space around it', ' \tada@example.com\r\n', 'ada@example.com'],
  ['a tag', 'ada+tag@example.com', 'ada+tag@example.com'],
  ['every sign of WHATWG', "!#$%&'*+/=?^_`{|}~-.a@example.com", "!#$%&'*+/=?^_`{|}~-.a@example.com"],
  ['digits and hyphens in the domain', '1@1-2.3--4.example', '1@1-2.3--4.example'],
  ['a one-letter top level', 'a@b.c', 'a@b.c'],
  ['a domain of another script', 'ada@例え.jp', 'ada@xn--r8jz45g.jp'],
  ['an upper-case umlaut in the domain', 'ada@MÜNCHEN.de', 'ada@xn--mnchen-3ya.de'],
  ['an umlaut in two code points', 'ada@mu\u0308nchen.de', 'ada@xn--mnchen-3ya.de'],
  ['punycode', 'ada@XN--mnchen-3ya.de', 'ada@xn--mnchen-3ya.de'],
  ['the Kelvin sign in the domain', 'ada@\u212aelvin.com', 'ada@kelvin.com'],
  ['the long s in the domain', 'ada@\u017fun.com', 'ada@sun.com'],
  ['a full-width dot in the domain', 'ada@example\uff0ecom', 'ada@example.com'],
  ['a zero-width space in the domain, which UTS 46 drops', 'ada@exam\u200bple.com', 'ada@example.com'],
  ['a label of 63', `ada@${'d'.repeat(63)}.com`, `ada@${'d'.repeat(63)}.com`],
  ['254 bytes', addressOf(254), addressOf(254)],
])('an address with %s has one canonical form', (_, text, address) => {
  expect(readEmailAddress(text)).toBe(address)
  expect(readEmailAddress(address)).toBe(address)
})

describe('no address is', () => {
  test.each([
    ['nothing', ''],
    ['white space', '  '],
    ['a domain without @', 'example.com'],
    ['a name without @', 'ada'],
    ['a lone @', '@'],
    ['no local part', '@example.com'],
    ['no domain', 'ada@'],
    ['no dot in the domain', 'ada@localhost'],
    ['two @', 'ada@lovelace@example.com'],
    ['the Kelvin sign in the local part', '\u212a@example.com'],
    ['the long s in the local part', 'je\u017fu\u017f@example.com'],
    ['another script in the local part', 'адa@example.com'],
    ['a full-width @', 'ada\uff20example.com'],
    ['a zero-width space in the local part', 'a\u200bda@example.com'],
    ['a space in the local part', 'a da@example.com'],
    ['a space in the domain', 'ada@exam ple.com'],
    ['a trailing dot', 'ada@example.com.'],
    ['a leading dot in the domain', 'ada@.example.com'],
    ['two dots in the domain', 'ada@example..com'],
    ['a hyphen before a dot', 'ada@example-.com'],
    ['a hyphen after the @', 'ada@-example.com'],
    ['an underscore in the domain', 'ada@exam_ple.com'],
    ['an IPv4 address', 'ada@127.0.0.1'],
    ['an IPv4 address in hexadecimal', 'ada@0x7f.0.0.1'],
    ['a short IPv4 address', 'ada@127.1'],
    ['an address literal', 'ada@[127.0.0.1]'],
    ['an IPv6 literal', 'ada@[IPv6:::1]'],
    ['CR LF inside', 'ada@example.com\r\nBcc: all@example.com'],
    ['CR LF in the local part', 'a\r\nda@example.com'],
    ['NUL in the local part', 'a\0da@example.com'],
    ['NUL in the domain', 'ada@exam\0ple.com'],
    ['a comma', 'ada@example.com,grace@example.com'],
    ['a comma in the local part', 'ada,grace@example.com'],
    ['quotes', '"ada lovelace"@example.com'],
    ['a display name', 'Ada <ada@example.com>'],
    ['a comment', 'ada(x)@example.com'],
    ['a percent sign in the domain', 'ada@ex%61mple.com'],
    ['a slash in the domain', 'ada@example.com/x'],
    ['a port', 'ada@example.com:25'],
    ['broken punycode', 'ada@xn--\u00fc.com'],
    ['a lone surrogate in the domain', 'ada@ex\ud800ample.com'],
    ['a lone surrogate in the local part', 'a\ud800@example.com'],
    ['a local part of 65 octets', `${'a'.repeat(65)}@example.com`],
    ['a label of 64', `ada@${'d'.repeat(64)}.com`],
    ['255 bytes', addressOf(255)],
    ['254 characters that are more bytes in punycode', `ada@${'ü'.repeat(200)}.com`],
    ['a megabyte', `${'a'.repeat(1_000_000)}@example.com`],
  ])('a text that is %s is not an address', (_, text) => {
    expect(readEmailAddress(text)).toBeNull()
  })
})
