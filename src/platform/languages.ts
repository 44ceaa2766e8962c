/**
 * Every language of the sentences and the mails, as tags of BCP 47. docs/architecture.md lists what another language
 * needs.
 */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** For clients that ask for none of these. */
export const defaultLanguage: Language = 'en'

/** Other tags under which clients ask for a language: browsers name Simplified Chinese by its script as well. */
export const aliases: Readonly<Record<Language, readonly string[]>> = { en: [], 'zh-CN': ['zh-Hans-CN', 'zh-Hans'] }

/** The language that a row names, or the default when it is none of these. */
export function readLanguage(stored: string): Language {
  return languages.find((language) => language === stored) ?? defaultLanguage
}
