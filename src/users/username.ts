import type { Settings } from '../config/settings.js'
import { foldCase } from '../platform/fold-case.js'
import { findTextIssue, type InputIssue } from '../platform/input-issue.js'
import { isInOneScript, isReadable } from './username-scripts.js'

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

/** The form that is stored and shown: the typed text with compatibility characters replaced (NFKC). */
export function readUsername(text: string): string {
  return text.normalize('NFKC')
}

/** The form in which usernames are compared: without case and compatibility forms. */
export function usernameKey(text: string): string {
  return foldCase(text)
}

export function findUsernameIssue(rules: UsernameRules, text: string): InputIssue | null {
  const path = ['username']
  const username = readUsername(text)
  const issue = findTextIssue(path, username, { min: rules.minLength, max: rules.maxLength })
  if (issue !== null) return issue
  // An identifier with @ is an e-mail address, whatever the pattern allows.
  const isOfPattern = !username.includes('@') && new RegExp(rules.pattern, 'u').test(username)
  // Compatibility forms can hide a character that is not drawn, so the typed text is checked too.
  const isFine = isOfPattern && isReadable(text) && isReadable(username) && isInOneScript(username)
  return isFine ? null : { path, rule: 'BAD_CHARACTERS' }
}
