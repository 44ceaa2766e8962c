/** The scripts in use today: UAX 31, tables 5 and 7. */
const scripts =
  'Latin Greek Cyrillic Armenian Hebrew Arabic Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada ' +
  'Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Ethiopic Khmer Hangul Hiragana Katakana Bopomofo Han ' +
  'Adlam Balinese Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese Kayah_Li Lepcha Limbu ' +
  'Lisu Mandaic Meetei_Mayek Miao Mongolian New_Tai_Lue Newa Nko Nyiakeng_Puachue_Hmong Ol_Chiki Osage Saurashtra ' +
  'Sundanese Syloti_Nagri Syriac Tai_Le Tai_Tham Tai_Viet Tifinagh Vai Wancho Yi'

/** UTS 39, section 5.2, "highly restrictive": the scripts that people write together. */
const mixtures = ['Latin Han Hiragana Katakana', 'Latin Han Bopomofo', 'Latin Han Hangul']

const allowed = [...scripts.split(' '), ...mixtures].map((names) => {
  const characters = ['Common', 'Inherited', ...names.split(' ')].map((name) => `\\p{scx=${name}}`)
  return new RegExp(`^[${characters.join('')}]*$`, 'u')
})

/**
 * Whether the text is in one script, or in scripts that people write together. Other mixtures imitate the letters of
 * one script with those of another. The text is in NFKC.
 */
export function isInOneScript(text: string): boolean {
  return allowed.some((pattern) => pattern.test(text))
}

/** Characters that are not drawn: two texts that differ in them look the same. */
const undrawn = /\p{Default_Ignorable_Code_Point}/u
/** More marks on one letter hide it (UTS 39, section 5.4). */
const pile = /\p{M}{3}/u

/** Whether all characters are drawn, and no letter carries more than two marks. The text is in NFKC. */
export function isReadable(text: string): boolean {
  return !undrawn.test(text) && !pile.test(text)
}
