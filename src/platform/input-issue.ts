/** The rule that a value breaks. The names are those of the public schema. */
export type InputRule =
  | 'REQUIRED'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'OUT_OF_RANGE'
  | 'NOT_AN_EMAIL'
  | 'NOT_A_URL'
  | 'BAD_CHARACTERS'
  | 'MISMATCH'
  | 'MISSING_LETTER'
  | 'MISSING_DIGIT'
  | 'MISSING_SYMBOL'
  | 'TOO_COMMON'
  | 'LIKE_IDENTITY'
  | 'UNCHANGED'

export interface InputIssue {
  /** Inside `input`, for example `['profile', 'age']`. */
  path: readonly string[]
  rule: InputRule
  /** The bound of the rule, if it has one. */
  bound?: string
}

export interface InvalidInput {
  kind: 'invalidInput'
  issues: readonly InputIssue[]
}

export function invalidInput(issues: readonly InputIssue[]): InvalidInput {
  return { kind: 'invalidInput', issues }
}

/** Length as people count it: Unicode code points, not UTF-16 units. */
export function countCodePoints(text: string): number {
  return [...text].length
}

const control = /[\p{Cc}\u2028\u2029]/u
const controlExceptLines = /[^\P{Cc}\t\n\r]/u

interface TextRule {
  most: number
  least?: number
  hasLines?: boolean
}

/** The first rule that a text breaks: well-formed, without control characters, not too long, not too short. */
export function findTextIssue(path: readonly string[], text: string, rule: TextRule): InputIssue | null {
  const { most, least = 1, hasLines = false } = rule
  if (!text.isWellFormed() || (hasLines ? controlExceptLines : control).test(text)) {
    return { path, rule: 'BAD_CHARACTERS' }
  }
  const length = countCodePoints(text)
  if (length > most) return { path, rule: 'TOO_LONG', bound: String(most) }
  if (length < least) return { path, rule: 'TOO_SHORT', bound: String(least) }
  return null
}
