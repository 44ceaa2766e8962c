import { describe, expect, test } from 'vitest'
import { type ProfileField, profileFields } from '../../src/config/settings.js'
import type { InputIssue } from '../../src/platform/input-issue.js'
import {
  findMissingFields,
  findProfileIssues,
  type ProfileChanges,
  readProfileChanges,
} from '../../src/users/profile.js'

test.each([null, undefined, {}, Object.fromEntries(profileFields.map((field) => [field, null]))])(
  'no rule is broken by the profile %j',
  (profile) => {
    expect(findProfileIssues(profile)).toEqual([])
  },
)

test.each([
  { age: 0 },
  { intro: '\n' },
  { portraitUrl: 'http://a' },
  { age: 150 },
  { sex: 0 },
  { portraitUrl: 'https://cdn.example.com/ada.png?size=1#face' },
  { portraitUrl: 'http://例え.jp/ä' },
  { mobile: '+86 (10) 1234-5678' },
  { landline: '030/123456' },
  { intro: 'One line,\r\n\tanother 👩‍🔬' },
])('the profile %j breaks no rule', (profile) => {
  expect(findProfileIssues(profile)).toEqual([])
})

test.each<[ProfileChanges, Omit<InputIssue, 'path'>]>([
  [{ age: -1 }, { rule: 'OUT_OF_RANGE', bound: '0–150' }],
  [{ age: 151 }, { rule: 'OUT_OF_RANGE', bound: '0–150' }],
  [{ portraitUrl: 'ada.png' }, { rule: 'NOT_A_URL' }],
  [{ portraitUrl: '//cdn.example.com/ada.png' }, { rule: 'NOT_A_URL' }],
  [{ portraitUrl: 'javascript:alert(1)' }, { rule: 'NOT_A_URL' }],
  [{ portraitUrl: 'data:image/png;base64,AA==' }, { rule: 'NOT_A_URL' }],
  [{ portraitUrl: 'ftp://example.com/ada.png' }, { rule: 'NOT_A_URL' }],
  [{ portraitUrl: 'java\nscript:alert(1)' }, { rule: 'BAD_CHARACTERS' }],
  [{ mobile: 'call me' }, { rule: 'BAD_CHARACTERS' }],
  [{ mobile: '１２３' }, { rule: 'BAD_CHARACTERS' }],
  [{ mobile: '12a' }, { rule: 'BAD_CHARACTERS' }],
  [{ landline: '1;2' }, { rule: 'BAD_CHARACTERS' }],
  [{ landline: '' }, { rule: 'TOO_SHORT', bound: '1' }],
  [{ portraitUrl: '' }, { rule: 'TOO_SHORT', bound: '1' }],
  [{ portraitUrl: 'https://example.com/\n' }, { rule: 'BAD_CHARACTERS' }],
  [{ wechatId: 'a\nb' }, { rule: 'BAD_CHARACTERS' }],
  [{ intro: '\u001b[2J' }, { rule: 'BAD_CHARACTERS' }],
  [{ clinic: '' }, { rule: 'TOO_SHORT', bound: '1' }],
  [{ clinic: 'two\nlines' }, { rule: 'BAD_CHARACTERS' }],
  [{ school: 'NUL\0' }, { rule: 'BAD_CHARACTERS' }],
  [{ major: 'line\u2028separator' }, { rule: 'BAD_CHARACTERS' }],
  [{ certificate: 'half \ud83d' }, { rule: 'BAD_CHARACTERS' }],
  [{ intro: 'bell\u0007' }, { rule: 'BAD_CHARACTERS' }],
])('the profile %j breaks the rule %o', (changes, issue) => {
  expect(findProfileIssues(changes)).toEqual([{ path: ['profile', ...Object.keys(changes)], ...issue }])
})

test.each<[ProfileField, string, number]>([
  ['clinic', '一', 200],
  ['certificate', 'x', 200],
  ['school', 'x', 200],
  ['major', 'x', 200],
  ['wechatId', '𠮷', 64],
  ['mobile', '1', 32],
  ['landline', '1', 32],
  ['intro', '👩', 4000],
])('the field %s holds the character %s at most %i times', (field, character, max) => {
  expect(findProfileIssues({ [field]: character.repeat(max) })).toEqual([])
  const issue = { path: ['profile', field], rule: 'TOO_LONG', bound: String(max) }
  expect(findProfileIssues({ [field]: character.repeat(max + 1) })).toEqual([issue])
})

test('a portraitUrl of more than 2048 code points is refused', () => {
  const issue = { path: ['profile', 'portraitUrl'], rule: 'TOO_LONG', bound: '2048' }
  expect(findProfileIssues({ portraitUrl: 'https://example.com/'.padEnd(2048, 'x') })).toEqual([])
  expect(findProfileIssues({ portraitUrl: 'https://example.com/'.padEnd(2049, 'x') })).toEqual([issue])
})

test('every field of a profile that breaks a rule is reported', () => {
  const issues = findProfileIssues({ age: -1, portraitUrl: 'x', mobile: 'y', intro: '' })
  expect(issues.map(({ path }) => path[1]).sort()).toEqual(['age', 'intro', 'mobile', 'portraitUrl'])
})

describe('required fields', () => {
  test.each([
    [{ age: 0, sex: 0, clinic: 'x' }, []],
    [{ age: null, sex: 0 }, ['age', 'clinic']],
    [null, ['age', 'sex', 'clinic']],
    [undefined, ['age', 'sex', 'clinic']],
  ])('the profile %j lacks the required fields %j', (profile, missing) => {
    const expected = missing.map((field) => ({ path: ['profile', field], rule: 'REQUIRED' }))
    expect(findMissingFields(['age', 'sex', 'clinic'], profile)).toEqual(expected)
  })
})

test('only fields that users may set are read, and null differs from a field that is left out', () => {
  const given = { age: null, school: 'Cambridge', certificateChecked: true, userId: 'other' }
  expect(readProfileChanges(given)).toEqual({ age: null, school: 'Cambridge' })
  expect(readProfileChanges(null)).toEqual({})
})
