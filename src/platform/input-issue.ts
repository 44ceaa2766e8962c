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
  | 'NOT_ALLOWED'

export interface InputIssue {
  /** Inside `input`, for example `['profile', 'age']`. */
  path: readonly string[]
  rule: InputRule
  /** The bound that the value is beyond. Only some rules have one. */
  bound?: string
}

export interface InvalidInput {
  kind: 'invalidInput'
  issues: readonly InputIssue[]
}

export function invalidInput(issues: readonly InputIssue[]): InvalidInput {
  return { kind: 'invalidInput', issues }
}

/** The length in Unicode code points, as people count it; not in UTF-16 units. */
export function countCodePoints(text: string): number {
  return [...text].length
}

const control = /[\p{Cc}\u2028\u2029]/u
const controlExceptLines = /[^\P{Cc}\t\n\r]/u

interface TextRule {
  max: number
  /** Default 1. */
  min?: number
  hasLines?: boolean
}

/**
 * The first fault of a text that people read, or null: ill-formed Unicode, control characters, too long or too short.
 * Lengths are in code points.
 */
export function findTextIssue(path: readonly string[], text: string, rule: TextRule): InputIssue | null {
  const { max, min = 1, hasLines = false } = rule
  if (!text.isWellFormed() || (hasLines ? controlExceptLines : control).test(text)) {
    return { path, rule: 'BAD_CHARACTERS' }
  }
  const length = countCodePoints(text)
  if (length > max) return { path, rule: 'TOO_LONG', bound: String(max) }
  if (length < min) return { path, rule: 'TOO_SHORT', bound: String(min) }
  return null
}
