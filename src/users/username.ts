import type { Settings } from '../config/settings.js'
import { countCodePoints, type InputIssue } from '../platform/input-issue.js'

export interface UsernameRules {
  minLength: number
  maxLength: number
  /** Anchored, with the `u` flag. */
  pattern: string
}

export function usernameRulesOf(settings: Settings): UsernameRules {
  return {
    minLength: settings.USERNAME_MIN_LENGTH,
    maxLength: settings.USERNAME_MAX_LENGTH,
    pattern: settings.USERNAME_PATTERN,
  }
}

/** The form that is stored and shown: as typed, but with compatibility characters replaced (NFKC). */
export function readUsername(text: string): string {
  return text.normalize('NFKC')
}

/** What usernames are compared by: case and compatibility forms make no difference. */
export function usernameKey(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

export function findUsernameIssue(rules: UsernameRules, text: string): InputIssue | null {
  const path = ['username']
  if (!text.isWellFormed()) return { path, rule: 'BAD_CHARACTERS' }
  const username = readUsername(text)
  const length = countCodePoints(username)
  if (length < rules.minLength) return { path, rule: 'TOO_SHORT', bound: String(rules.minLength) }
  if (length > rules.maxLength) return { path, rule: 'TOO_LONG', bound: String(rules.maxLength) }
  // An identifier with @ is an e-mail address, whatever the pattern allows.
  const isFine = !username.includes('@') && new RegExp(rules.pattern, 'u').test(username)
  return isFine ? null : { path, rule: 'BAD_CHARACTERS' }
}
