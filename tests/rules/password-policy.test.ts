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
    ['combining marks', (length: number) => 'e\u0301\u0323'.repeat(length).slice(0, length)],
  ])('with %s', (_, passwordOf) => {
    const broken = [7, 8, 256, 257].map((length) => rulesBroken(passwordOf(length)))
    expect(broken).toEqual([['TOO_SHORT'], [], [], ['TOO_LONG']])
  })

  test('the bounds are those of the settings', () => {
    const policy = passwordPolicyOf(readSettings({ PASSWORD_MIN_LENGTH: '12', PASSWORD_MAX_LENGTH: '20' }))
    const issuesOf = (password: string) =>
      findPasswordIssues(policy, 'newPassword', { password, confirmation: undefined, identities: [] })
    expect(issuesOf(ascii(11))).toEqual([{ path: ['newPassword'], rule: 'TOO_SHORT', bound: '12' }])
    expect(issuesOf(ascii(21))).toEqual([{ path: ['newPassword'], rule: 'TOO_LONG', bound: '20' }])
  })
})

test.each(['\ud800zq7#zq7#', 'zq7#zq7#\udc00', 'zq7#\udc00\ud800zq7#'])(
  'ill-formed text is refused: %j',
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
])('nothing is wrong with %j', (password) => {
  expect(rulesBroken(password)).toEqual([])
})

describe('composition', () => {
  const all = { PASSWORD_REQUIRE_LETTER: 'true', PASSWORD_REQUIRE_DIGIT: 'true', PASSWORD_REQUIRE_SYMBOL_FROM: '!§.' }

  test.each([
    ['zqxwkv7!', []],
    ['жзийклм٣§', []],
    ['9182736455.', ['MISSING_LETTER']],
    ['zqxwkvjp.', ['MISSING_DIGIT']],
    ['zqxwkvj7?', ['MISSING_SYMBOL']],
    ['????????', ['MISSING_LETTER', 'MISSING_DIGIT', 'MISSING_SYMBOL']],
  ])('of %s lacks %j where the settings ask for everything', (password, broken) => {
    expect(rulesBroken(password, all)).toEqual(broken)
    expect(rulesBroken(password)).toEqual([])
  })

  test('the issue names the symbols', () => {
    const policy = passwordPolicyOf(readSettings(all))
    const issues = findPasswordIssues(policy, 'password', { password: 'zqxwkvj7', confirmation: null, identities: [] })
    expect(issues).toEqual([{ path: ['password'], rule: 'MISSING_SYMBOL', bound: '!§.' }])
  })
})

describe('what is guessed first', () => {
  test.each(['password', 'PASSWORD1', '12345678', 'iloveyou', 'ｐａｓｓｗｏｒｄ'])('%s is too common', (password) => {
    expect(rulesBroken(password)).toEqual(['TOO_COMMON'])
    expect(rulesBroken(password, { PASSWORD_BLOCK_COMMON: 'false' })).toEqual([])
  })

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
  ])('%s is like the identity of Ada', (password) => {
    expect(rulesBroken(password)).toEqual(['LIKE_IDENTITY'])
    expect(rulesBroken(password, { PASSWORD_BLOCK_COMMON: 'false' })).toEqual([])
  })

  test.each(['ada lovelace', 'adamantium', 'example.com', 'lovelace ada l', '1815-1852'])('%s is not', (password) => {
    expect(rulesBroken(password)).toEqual([])
  })

  test('missing identities are like nothing', () => {
    const policy = passwordPolicyOf(readSettings({}))
    const chosen = { password: '83520-4712', confirmation: null, identities: [null, undefined, '', '...'] }
    expect(findPasswordIssues(policy, 'password', chosen)).toEqual([])
  })
})

describe('the second typing', () => {
  const policy = passwordPolicyOf(readSettings({}))
  const issuesOf = (confirmation: string | null | undefined, password = ascii(8)) =>
    findPasswordIssues(policy, 'newPassword', { password, confirmation, identities: [] })

  test.each([null, undefined, ascii(8)])('%j is no mismatch', (confirmation) => {
    expect(issuesOf(confirmation)).toEqual([])
  })

  test.each(['', ascii(9), ascii(8).toUpperCase()])('%j is one, at the path of the confirmation', (confirmation) => {
    expect(issuesOf(confirmation)).toEqual([{ path: ['newPasswordConfirm'], rule: 'MISMATCH' }])
  })

  test('a mismatch is reported beside what else is wrong', () => {
    expect(issuesOf('other', 'short').map(({ rule }) => rule)).toEqual(['TOO_SHORT', 'MISMATCH'])
  })
})

describe('a password that is only compared', () => {
  test.each([
    ['empty', '', 'REQUIRED'],
    ['ill-formed', '\ud800', 'BAD_CHARACTERS'],
    ['longer than any setting allows', 'x'.repeat(1025), 'TOO_LONG'],
    ['as long in emoji', '🐴'.repeat(1025), 'TOO_LONG'],
  ])('and is %s gets an issue', (_, password, rule) => {
    expect(findPresentedPasswordIssue(['password'], password)).toMatchObject({ path: ['password'], rule })
  })

  test.each([
    ['short', 'x'],
    ['common', 'password'],
    ['as long as any setting allows', 'x'.repeat(1024)],
    ['as long in emoji', '🐴'.repeat(1024)],
  ])('and is %s is compared, whatever the policy', (_, password) => {
    expect(findPresentedPasswordIssue(['password'], password)).toBeNull()
  })
})
