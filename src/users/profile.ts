import { type ProfileField, profileFields } from '../config/settings.js'
import { findTextIssue, type InputIssue } from '../platform/input-issue.js'
import type { Profile } from '../store/tables/users.js'

/** ISO/IEC 5218. */
export type Sex = 0 | 1 | 2 | 9

/** The fields that a user may set. A field that is left out keeps its value; null clears it. */
export type ProfileChanges = { [Field in ProfileField]?: (Field extends 'sex' | 'age' ? number : string) | null }

const maxText: Record<Exclude<ProfileField, 'sex' | 'age' | 'portraitUrl'>, number> = {
  clinic: 200,
  mobile: 32,
  landline: 32,
  certificate: 200,
  wechatId: 64,
  intro: 4000,
  school: 200,
  major: 200,
}
const oldest = 150
const telephone = /^[0-9+()./ -]+$/

export function findProfileIssues(changes: ProfileChanges | null | undefined): InputIssue[] {
  const issues = [findAgeIssue(changes?.age), findUrlIssue(changes?.portraitUrl)]
  for (const [field, max] of Object.entries(maxText) as [keyof typeof maxText, number][]) {
    issues.push(findFieldIssue(field, changes?.[field], max))
  }
  return issues.filter((issue) => issue !== null)
}

/** The required fields that are missing. */
export function findMissingFields(
  required: readonly ProfileField[],
  profile: ProfileChanges | Profile | null | undefined,
): InputIssue[] {
  return required
    .filter((field) => profile?.[field] == null)
    .map((field) => ({ path: ['profile', field], rule: 'REQUIRED' }))
}

/** Only fields that users may set, and only fields that are given. */
export function readProfileChanges(changes: ProfileChanges | null | undefined): ProfileChanges {
  const given = profileFields
    .filter((field) => changes?.[field] !== undefined)
    .map((field) => [field, changes?.[field]])
  return Object.fromEntries(given)
}

function findFieldIssue(field: keyof typeof maxText, text: string | null | undefined, max: number): InputIssue | null {
  if (text == null) return null
  const path = ['profile', field]
  const issue = findTextIssue(path, text, { max: max, hasLines: field === 'intro' })
  const isTelephone = field === 'mobile' || field === 'landline'
  return issue ?? (isTelephone && !telephone.test(text) ? { path, rule: 'BAD_CHARACTERS' } : null)
}

function findAgeIssue(age: number | null | undefined): InputIssue | null {
  if (age == null || (age >= 0 && age <= oldest)) return null
  return { path: ['profile', 'age'], rule: 'OUT_OF_RANGE', bound: `0–${oldest}` }
}

function findUrlIssue(url: string | null | undefined): InputIssue | null {
  if (url == null) return null
  const path = ['profile', 'portraitUrl']
  const issue = findTextIssue(path, url, { max: 2048 })
  const isUrl = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return issue ?? (isUrl ? null : { path, rule: 'NOT_A_URL' })
}
