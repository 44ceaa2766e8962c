import type { Settings } from '../config/settings.js'
import { foldCase } from '../platform/fold-case.js'
import { countCodePoints, type InputIssue } from '../platform/input-issue.js'
import { isCommonPassword } from './common-passwords.js'

export interface PasswordPolicy {
  minLength: number
  maxLength: number
  requireLetter: boolean
  requireDigit: boolean
  requireSymbolFrom: string | null
  blockCommon: boolean
}

export function passwordPolicyOf(settings: Settings): PasswordPolicy {
  return {
    minLength: settings.PASSWORD_MIN_LENGTH,
    maxLength: settings.PASSWORD_MAX_LENGTH,
    requireLetter: settings.PASSWORD_REQUIRE_LETTER,
    requireDigit: settings.PASSWORD_REQUIRE_DIGIT,
    requireSymbolFrom: settings.PASSWORD_REQUIRE_SYMBOL_FROM,
    blockCommon: settings.PASSWORD_BLOCK_COMMON,
  }
}

export interface ChosenPassword {
  password: string
  /** The confirmation, if the form has one. */
  confirmation: string | null | undefined
  /** Addresses and names that the password must not resemble. */
  identities: readonly (string | null | undefined)[]
}

/** All rules that a new password breaks. `field` is its path; the path of the confirmation is `field` + `Confirm`. */
export function findPasswordIssues(policy: PasswordPolicy, field: string, chosen: ChosenPassword): InputIssue[] {
  const { password, confirmation } = chosen
  const path = [field]
  const formal = findFormalIssue(policy, path, password)
  const issues =
    formal === null ? [...compositionIssues(policy, path, password), ...guessIssues(policy, path, chosen)] : [formal]
  if (confirmation != null && confirmation.normalize('NFKC') !== password.normalize('NFKC'))
    issues.push({ path: [`${field}Confirm`], rule: 'MISMATCH' })
  return issues
}

/** Checks a password that will only be compared. The result must not depend on any user. */
export function findPresentedPasswordIssue(path: readonly string[], password: string): InputIssue | null {
  if (password === '') return { path, rule: 'REQUIRED' }
  if (!password.isWellFormed()) return { path, rule: 'BAD_CHARACTERS' }
  if (countCodePoints(password) > maxEver) return { path, rule: 'TOO_LONG', bound: String(maxEver) }
  return null
}

/** Upper bound of PASSWORD_MAX_LENGTH. Older, longer passwords still work after the setting is lowered. */
const maxEver = 1024

function findFormalIssue(policy: PasswordPolicy, path: readonly string[], password: string): InputIssue | null {
  if (!password.isWellFormed()) return { path, rule: 'BAD_CHARACTERS' }
  const length = countCodePoints(password)
  if (length < policy.minLength) return { path, rule: 'TOO_SHORT', bound: String(policy.minLength) }
  if (length > policy.maxLength) return { path, rule: 'TOO_LONG', bound: String(policy.maxLength) }
  return null
}

function compositionIssues(policy: PasswordPolicy, path: readonly string[], password: string): InputIssue[] {
  const issues: InputIssue[] = []
  const { requireSymbolFrom: symbols } = policy
  if (policy.requireLetter && !/\p{L}/u.test(password)) issues.push({ path, rule: 'MISSING_LETTER' })
  if (policy.requireDigit && !/\p{Nd}/u.test(password)) issues.push({ path, rule: 'MISSING_DIGIT' })
  if (symbols !== null && ![...symbols].some((symbol) => password.includes(symbol))) {
    issues.push({ path, rule: 'MISSING_SYMBOL', bound: symbols })
  }
  return issues
}

function guessIssues(policy: PasswordPolicy, path: readonly string[], chosen: ChosenPassword): InputIssue[] {
  if (!policy.blockCommon) return []
  const issues: InputIssue[] = []
  if (isCommonPassword(chosen.password)) issues.push({ path, rule: 'TOO_COMMON' })
  if (isLikeIdentity(chosen)) issues.push({ path, rule: 'LIKE_IDENTITY' })
  return issues
}

/** The user's address, its local part, the username or the product's name, also with digits and signs: `ada.1815!`. */
function isLikeIdentity({ password, identities }: ChosenPassword): boolean {
  const words = [...identities, 'latchkey'].flatMap((identity) =>
    identity ? [identity, ...identity.split('@', 1)] : [],
  )
  const bare = bareWord(password)
  return words.some((word) => foldCase(word) === foldCase(password) || (bare !== '' && bareWord(word) === bare))
}

function bareWord(text: string): string {
  return foldCase(text).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}
