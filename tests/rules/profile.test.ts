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
  'nothing is wrong with %j',
  (profile) => {
    expect(findProfileIssues(profile)).toEqual([])
  },
)

test.each([
  { age: 0 },
  { age: 150 },
  { sex: 0 },
  { portraitUrl: 'https://cdn.example.com/ada.png?size=1#face' },
  { portraitUrl: 'http://例え.jp/ä' },
  { mobile: '+86 (10) 1234-5678' },
  { landline: '030/123456' },
  { intro: 'One line,\r\n\tanother 👩‍🔬' },
])('%j is fine', (profile) => {
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
  [{ clinic: '' }, { rule: 'TOO_SHORT', bound: '1' }],
  [{ clinic: 'two\nlines' }, { rule: 'BAD_CHARACTERS' }],
  [{ school: 'NUL\0' }, { rule: 'BAD_CHARACTERS' }],
  [{ major: 'line\u2028separator' }, { rule: 'BAD_CHARACTERS' }],
  [{ certificate: 'half \ud83d' }, { rule: 'BAD_CHARACTERS' }],
  [{ intro: 'bell\u0007' }, { rule: 'BAD_CHARACTERS' }],
])('%j is %o', (changes, issue) => {
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
])('%s holds %s as often as %i times and not once more', (field, character, most) => {
  expect(findProfileIssues({ [field]: character.repeat(most) })).toEqual([])
  const issue = { path: ['profile', field], rule: 'TOO_LONG', bound: String(most) }
  expect(findProfileIssues({ [field]: character.repeat(most + 1) })).toEqual([issue])
})

test('portraitUrl is too long beyond 2048', () => {
  const issue = { path: ['profile', 'portraitUrl'], rule: 'TOO_LONG', bound: '2048' }
  expect(findProfileIssues({ portraitUrl: 'https://example.com/'.padEnd(2048, 'x') })).toEqual([])
  expect(findProfileIssues({ portraitUrl: 'https://example.com/'.padEnd(2049, 'x') })).toEqual([issue])
})

test('every field that is wrong is reported', () => {
  const issues = findProfileIssues({ age: -1, portraitUrl: 'x', mobile: 'y', intro: '' })
  expect(issues.map(({ path }) => path[1]).sort()).toEqual(['age', 'intro', 'mobile', 'portraitUrl'])
})

describe('required fields', () => {
  test.each([
    [{ age: 0, sex: 0, clinic: 'x' }, []],
    [{ age: null, sex: 0 }, ['age', 'clinic']],
    [null, ['age', 'sex', 'clinic']],
    [undefined, ['age', 'sex', 'clinic']],
  ])('%j lacks %j', (profile, missing) => {
    const expected = missing.map((field) => ({ path: ['profile', field], rule: 'REQUIRED' }))
    expect(findMissingFields(['age', 'sex', 'clinic'], profile)).toEqual(expected)
  })
})

test('only what a user may set is taken over, and null is not the same as left out', () => {
  const given = { age: null, school: 'Cambridge', certificateChecked: true, userId: 'other' }
  expect(readProfileChanges(given)).toEqual({ age: null, school: 'Cambridge' })
  expect(readProfileChanges(null)).toEqual({})
})
