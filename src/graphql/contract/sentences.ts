import type { InputIssue } from '../../platform/input-issue.js'
import type { Language } from '../../platform/languages.js'
import type { SecurityEventKind } from '../../security-events/kinds.js'
import type { KindOfAdministration } from './administration-problem-kinds.js'
import { en } from './locales/en.js'
import type { Locale } from './locales/locale.js'
import { zhCn } from './locales/zh-cn.js'

const locales: Readonly<Record<Language, Locale>> = { en, 'zh-CN': zhCn }

export function problemSentence(kind: KindOfAdministration, language: Language): string {
  return locales[language].problems[kind]
}

export function issueSentence({ rule, bound = '' }: InputIssue, language: Language): string {
  return locales[language].rules[rule].replace('%', () => bound)
}

export function securityEventSentence(kind: SecurityEventKind, language: Language): string {
  return locales[language].securityEvents[kind]
}
