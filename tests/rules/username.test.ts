import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import { skeletonOf } from '../../src/platform/look-alikes.js'
import { readIdentifier } from '../../src/users/identifier.js'
import { findUsernameIssue, readUsername, usernameKey, usernameRulesOf } from '../../src/users/username.js'

const rules = usernameRulesOf(readSettings({}))

describe('two usernames are the same name', () => {
  test.each([
    ['in another case', 'Ada', 'aDA'],
    ['with a ligature', 'ﬁona', 'FIONA'],
    ['in full width', 'ａｄａ', 'ada'],
    ['with an accent in two code points', 'Ame\u0301lie', 'AM\u00c9LIE'],
    ['with a sharp s', 'straße', 'STRASSE'],
    ['with a capital sharp s', 'STRA\u1e9eE', 'straße'],
    ['with a final sigma', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['with the Kelvin sign', '\u212aelvin', 'kelvin'],
    ['with the long s', '\u017fun', 'SUN'],
    ['in Cherokee', 'ᏣᎳᎩ', 'ꮳꮃꭹ'],
  ])('a username %s is the same name', (_, one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other))
  })

  test('the key of a username ignores the case of every code point, and folding twice changes nothing', () => {
    const everyCharacter = Array.from({ length: 0x11_0000 }, (_, point) => point)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
    const unstable = everyCharacter.filter((character) => {
      const key = usernameKey(character)
      const same = [character.toUpperCase(), character.toLowerCase(), key]
      return same.some((text) => usernameKey(text) !== key)
    })
    expect(unstable).toEqual([])
  })
})

test.each([
  ['a letter more', 'ada', 'adaa'],
  ['an accent', 'amelie', 'amélie'],
  ['a look-alike of another script', 'ada', 'аdа'],
  ['an underscore', 'ada', 'ada_'],
])('a username with %s is another name', (_, one, other) => {
  expect(usernameKey(one)).not.toBe(usernameKey(other))
})

test('a username is shown as typed, without compatibility characters', () => {
  expect([readUsername('AdaLovelace'), readUsername('Ａｄａ')]).toEqual(['AdaLovelace', 'Ada'])
})

describe('by the usual rules', () => {
  test.each([
    'ada',
    'Ada_1815',
    '___',
    '李小龙',
    'ए\u0947क\u094d',
    'Ωμέγα',
    'Ὀδυσσεύς_8',
    'a'.repeat(30),
    '𠮷'.repeat(30),
    'ａｄａ',
  ])('the username %s is allowed by default', (text) => {
    expect(findUsernameIssue(rules, text)).toBeNull()
  })

  test.each([
    ['', 'TOO_SHORT', '3'],
    ['ad', 'TOO_SHORT', '3'],
    ['𠮷𠮷', 'TOO_SHORT', '3'],
    ['a'.repeat(31), 'TOO_LONG', '30'],
    ['ﷺ'.repeat(3), 'TOO_LONG', '30'],
    ['ada lovelace', 'BAD_CHARACTERS', undefined],
    [' ada', 'BAD_CHARACTERS', undefined],
    ['ada\n', 'BAD_CHARACTERS', undefined],
    ['𝒳𝒴', 'TOO_SHORT', '3'],
    ['ada@example.com', 'BAD_CHARACTERS', undefined],
    ['ada\0', 'BAD_CHARACTERS', undefined],
    ['a\u200bda', 'BAD_CHARACTERS', undefined],
    ['a\u202eda', 'BAD_CHARACTERS', undefined],
    ['ada-lovelace', 'BAD_CHARACTERS', undefined],
    ['ada@example', 'BAD_CHARACTERS', undefined],
    ['ada\uff20example', 'BAD_CHARACTERS', undefined],
    ['ada👩‍🔬', 'BAD_CHARACTERS', undefined],
    ['ada\ud800', 'BAD_CHARACTERS', undefined],
  ])('the username %j breaks the rule %s', (text, rule, bound) => {
    expect(findUsernameIssue(rules, text)).toEqual({ path: ['username'], rule, ...(bound && { bound }) })
  })
})

describe('a username that imitates another one', () => {
  test.each([
    ['a variation selector', 'ad\ufe0fmin'],
    ['a grapheme joiner', 'ad\u034fmin'],
    ['a Mongolian selector', 'ad\u180bmin'],
    ['a Hangul filler', 'ad\u3164min'],
    ['a half-width Hangul filler', 'ad\uffa0min'],
    ['a selector of the supplement', 'ad\u{e0100}min'],
    ['nothing but Hangul fillers', '\u3164\u3164\u3164'],
    ['a Cyrillic letter among Latin ones', '\u0430dmin'],
    ['a Greek letter among Latin ones', 'admi\u03bd'],
    ['Cyrillic and Greek letters', 'ада\u03bd'],
    ['kana and Hangul', 'かな한글'],
    ['29 marks on one letter', `a${'\u0301'.repeat(29)}`],
    ['20 marks inside', `a${'\u0301'.repeat(20)}bc`],
    ['a script that nobody writes today', '\u{10330}\u{10331}\u{10332}'],
  ])('a username with %s is refused, whatever the pattern of the settings', (_, text) => {
    const lax = { ...rules, maxLength: 64, pattern: '^.+$' }
    expect(findUsernameIssue(lax, text)).toEqual({ path: ['username'], rule: 'BAD_CHARACTERS' })
  })

  test.each([
    ['Latin with accents', 'Amélie'],
    ['Vietnamese', 'Nguyễn'],
    ['Cyrillic', 'Андрей'],
    ['Greek', 'Ὀδυσσεύς'],
    ['Japanese', 'ジョン東京てすと'],
    ['Korean and Latin', '김abc漢字'],
    ['Chinese with bopomofo', '中文ㄅㄆabc'],
    ['Thai', 'สวัสดี'],
    ['Hindi', 'नमस्ते'],
    ['Arabic', 'محمد_1'],
    ['Cherokee', 'ᏣᎳᎩ'],
  ])('a username in %s is allowed', (_, text) => {
    expect(findUsernameIssue(rules, text)).toBeNull()
  })

  test.each([
    ['Cyrillic and Latin', 'асе', 'ace'],
    ['capital I and small l', 'Ian', 'lan'],
    ['0 and O', 'USER0', 'usero'],
    ['1 and l', 'ada1', 'adal'],
    ['rn and m', 'adrnin', 'admin'],
  ])('usernames that differ by %s have one skeleton', (_, one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other))
  })

  test('usernames that look different have different skeletons', () => {
    const names = ['ada', 'amelie', 'amélie', 'grace', '李小龙', '李小隆', 'ada_', 'ada2']
    expect(new Set(names.map(skeletonOf)).size).toBe(names.length)
  })
})

test.each([
  ['^.+$', 'ada lovelace', true],
  ['^.+$', 'ada@example', false],
  ['^.+$', 'ada\uff20example', false],
  ['^[^@]+$', 'ada\u0000', false],
  ['^[^@]+$', 'ada\u0007', false],
  ['^[^@]+$', 'ada\nlovelace', false],
  ['^[a-z]+$', 'ada', true],
  ['^[a-z]+$', 'Ada', false],
  ['^[a-z]+$', 'ada1', false],
])('with the pattern %s the username %s is allowed: %s', (pattern, text, isAllowed) => {
  expect(findUsernameIssue({ ...rules, pattern }, text) === null).toBe(isAllowed)
})

describe('an identifier', () => {
  test.each([
    ['Ada@Example.com', { email: 'ada@example.com' }],
    [' ada@example.com ', { email: 'ada@example.com' }],
    ['ADA', { usernameKey: 'ada' }],
    [' Ada ', { usernameKey: 'ada' }],
    ['ａｄａ', { usernameKey: 'ada' }],
    ['example.com', { usernameKey: 'example.com' }],
    ['', { usernameKey: '' }],
  ])('the identifier %j is looked up by %o', (identifier, key) => {
    expect(readIdentifier(identifier)).toEqual(key)
  })

  test.each(['@', 'ada@', '@ada', 'ada@localhost', 'ada@a@b.com'])(
    'the identifier %j cannot belong to a user',
    (identifier) => {
      expect(readIdentifier(identifier)).toBeNull()
    },
  )
})
