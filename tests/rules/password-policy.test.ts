import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import type { Environment } from '../../src/config/setting.js'
import { findPasswordIssues, findPresentedPasswordIssue, passwordPolicyOf } from '../../src/passwords/policy.js'

const ada = ['Ada@Example.com', 'Ada_L']

/** Names the rules that are broken, in order. */
function rulesBroken(password: string, given: Environment = {}): string[] {
  const chosen = { password, confirmation: null, identities: ada }
  return findPasswordIssues(passwordPolicyOf(readSettings(given)), 'password', chosen).map(({ rule }) => rule)
}

/** Uncommon and of the given length. */
const ascii = (length: number) => 'zq7#'.repeat(length).slice(0, length)

describe('length counts code points', () => {
  test.each([
    ['ASCII', ascii],
    ['emoji', (length: number) => '🐴'.repeat(length)],
    ['letters of another script', (length: number) => 'ж'.repeat(length)],
    ['spaces', (length: number) => ' '.repeat(length)],
    ['combining marks', (length: number) => 'e\u0301\u0323'.repeat(length).slice(0, length)],
  ])('a password of %s needs 8 to 256 code points', (_, passwordOf) => {
    const broken = [7, 8, 256, 257].map((length) => rulesBroken(passwordOf(length)))
    expect(broken).toEqual([['TOO_SHORT'], [], [], ['TOO_LONG']])
  })

  test('the bounds of a password are those of the settings', () => {
    const policy = passwordPolicyOf(readSettings({ PASSWORD_MIN_LENGTH: '12', PASSWORD_MAX_LENGTH: '20' }))
    const issuesOf = (password: string) =>
      findPasswordIssues(policy, 'newPassword', { password, confirmation: undefined, identities: [] })
    expect(issuesOf(ascii(11))).toEqual([{ path: ['newPassword'], rule: 'TOO_SHORT', bound: '12' }])
    expect(issuesOf(ascii(21))).toEqual([{ path: ['newPassword'], rule: 'TOO_LONG', bound: '20' }])
  })
})

test.each(['\ud800zq7#zq7#', 'zq7#zq7#\udc00', 'zq7#\udc00\ud800zq7#'])(
  'a password that is ill-formed Unicode is refused: %j',
  (password) => {
    expect(rulesBroken(password)).toEqual(['BAD_CHARACTERS'])
  },
)

test.each([
  'correct horse battery staple',
  ' leading and trailing ',
  'пароль длинный',
  'tab\tand\nline',
  '密码密码密码密码',
])('the password %j breaks no rule', (password) => {
  expect(rulesBroken(password)).toEqual([])
})

describe('composition', () => {
  const all = { PASSWORD_REQUIRE_LETTER: 'true', PASSWORD_REQUIRE_DIGIT: 'true', PASSWORD_REQUIRE_SYMBOL_FROM: '!§.' }

  test.each([
    ['zqxwkv7!', []],
    ['龙马精神二〇二五7!', []],
    ['жзийклм٣§', []],
    ['9182736455.', ['MISSING_LETTER']],
    ['zqxwkvjp.', ['MISSING_DIGIT']],
    ['zqxwkvj7?', ['MISSING_SYMBOL']],
    ['????????', ['MISSING_LETTER', 'MISSING_DIGIT', 'MISSING_SYMBOL']],
  ])('the password %s breaks the rules %j if the settings ask for composition', (password, broken) => {
    expect(rulesBroken(password, all)).toEqual(broken)
    expect(rulesBroken(password)).toEqual([])
  })

  test('the issue of a missing symbol names the allowed symbols', () => {
    const policy = passwordPolicyOf(readSettings(all))
    const issues = findPasswordIssues(policy, 'password', { password: 'zqxwkvj7', confirmation: null, identities: [] })
    expect(issues).toEqual([{ path: ['password'], rule: 'MISSING_SYMBOL', bound: '!§.' }])
  })
})

describe('what is guessed first', () => {
  test.each(['password', 'PASSWORD1', '12345678', 'iloveyou', 'ｐａｓｓｗｏｒｄ'])(
    'the password %s is refused as too common unless the settings allow it',
    (password) => {
      expect(rulesBroken(password)).toEqual(['TOO_COMMON'])
      expect(rulesBroken(password, { PASSWORD_BLOCK_COMMON: 'false' })).toEqual([])
    },
  )

  test.each([
    'ada@example.com',
    'ADA@EXAMPLE.COM',
    'ａｄａ@ｅｘａｍｐｌｅ.ｃｏｍ',
    'ada@example.com1',
    'ada.1815!',
    '!!Ada1815',
    '12345ada',
    'ada_l1815',
    'latchkey',
    'Latchkey2026!',
  ])('the password %s is refused as like the own identity unless the settings allow it', (password) => {
    expect(rulesBroken(password)).toEqual(['LIKE_IDENTITY'])
    expect(rulesBroken(password, { PASSWORD_BLOCK_COMMON: 'false' })).toEqual([])
  })

  test.each(['ada lovelace', 'adamantium', 'example.com', 'lovelace ada l', '1815-1852'])(
    'the password %s is not like the own identity',
    (password) => {
      expect(rulesBroken(password)).toEqual([])
    },
  )

  test('a user without identifiers can choose any uncommon password', () => {
    const policy = passwordPolicyOf(readSettings({}))
    const chosen = { password: '83520-4712', confirmation: null, identities: [null, undefined, '', '...'] }
    expect(findPasswordIssues(policy, 'password', chosen)).toEqual([])
  })
})

describe('the second typing', () => {
  const policy = passwordPolicyOf(readSettings({}))
  const issuesOf = (confirmation: string | null | undefined, password = ascii(8)) =>
    findPasswordIssues(policy, 'newPassword', { password, confirmation, identities: [] })

  test.each([null, undefined, ascii(8)])('the password confirmation %j is accepted', (confirmation) => {
    expect(issuesOf(confirmation)).toEqual([])
  })

  test.each(['', ascii(9), ascii(8).toUpperCase()])(
    'the password confirmation %j is a mismatch at its own path',
    (confirmation) => {
      expect(issuesOf(confirmation)).toEqual([{ path: ['newPasswordConfirm'], rule: 'MISMATCH' }])
    },
  )

  test('a mismatch is reported together with other broken rules', () => {
    expect(issuesOf('other', 'short').map(({ rule }) => rule)).toEqual(['TOO_SHORT', 'MISMATCH'])
  })
})

describe('a password that is only compared', () => {
  test.each([
    ['empty', '', 'REQUIRED'],
    ['ill-formed', '\ud800', 'BAD_CHARACTERS'],
    ['longer than any setting allows', 'x'.repeat(1025), 'TOO_LONG'],
    ['as long in emoji', '🐴'.repeat(1025), 'TOO_LONG'],
  ])('a presented password that is %s gets an issue', (_, password, rule) => {
    expect(findPresentedPasswordIssue(['password'], password)).toMatchObject({ path: ['password'], rule })
  })

  test.each([
    ['short', 'x'],
    ['common', 'password'],
    ['as long as any setting allows', 'x'.repeat(1024)],
    ['as long in emoji', '🐴'.repeat(1024)],
  ])('a presented password that is %s is compared, whatever the policy says', (_, password) => {
    expect(findPresentedPasswordIssue(['password'], password)).toBeNull()
  })
})
