import { useSyncExternalStore } from 'react'
import { chinese } from './chinese.ts'
import { english, type Texts } from './english.ts'

/** By the tags that the server understands in `Accept-Language`. */
export const languages = { en: english, 'zh-CN': chinese } satisfies Record<string, Texts>
export type Language = keyof typeof languages

const storageKey = 'language'
const listeners = new Set<() => void>()
let current = initialLanguage()
document.documentElement.lang = current

export function currentLanguage(): Language {
  return current
}

export function changeLanguage(language: Language): void {
  current = language
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage)
}

export function useTexts(): Texts {
  return languages[useLanguage()]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The one chosen last, else the browser’s. */
function initialLanguage(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language
  return wanted.startsWith('zh') ? 'zh-CN' : 'en'
}
