import type { AuthConfigQuery } from 'latchkey/client/operations'
import type { Texts } from '../texts/english.ts'

interface Rule {
  sentence: string
  isMetBy(password: string): boolean
}

/** What can be told while typing. The server checks all of it again, and more: whether the password has leaked. */
export function passwordRules(config: AuthConfigQuery['authConfig']['password'], { rules }: Texts): Rule[] {
  const { minLength, maxLength, requireLetter, requireDigit, requireSymbolFrom } = config
  const found: Rule[] = [
    {
      sentence: rules.length(minLength, maxLength),
      isMetBy: (password) => isBetween(codePoints(password), minLength, maxLength),
    },
  ]
  if (requireLetter) found.push({ sentence: rules.letter, isMetBy: (password) => /\p{L}/u.test(password) })
  if (requireDigit) found.push({ sentence: rules.digit, isMetBy: (password) => /\p{Nd}/u.test(password) })
  if (requireSymbolFrom !== null) {
    const isMetBy = (password: string) => [...requireSymbolFrom].some((symbol) => password.includes(symbol))
    found.push({ sentence: rules.symbol(requireSymbolFrom), isMetBy })
  }
  return found
}

/** As the server counts, after NFKC: an emoji is one, unlike in `length`. */
function codePoints(password: string): number {
  return [...password.normalize('NFKC')].length
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
