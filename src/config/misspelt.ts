import type { ConfigurationMistake } from './mistakes.js'

/** Names that begin so are ours. */
const ownPrefixes = /^(LATCHKEY|LIMIT|PASSKEY|PROVIDER|TRUSTED_DEVICE)_/

/** Settings whose name is not one of ours but looks like one: a typo must not pass for the default. */
export function findMisspelt(given: readonly string[], known: readonly string[]): ConfigurationMistake[] {
  const names = new Set(known)
  return given.flatMap((name) => {
    if (names.has(name)) return []
    const [nearest = '', distance = Number.POSITIVE_INFINITY] = findNearest(name, known)
    const isTypo = distance <= toleratedDistance(name)
    if (!isTypo && !ownPrefixes.test(name)) return []
    return [{ name, given: null, expected: `the name of a setting; the nearest one is ${nearest}` }]
  })
}

/** The known name that is most like this one. */
export function nearestName(name: string, known: readonly string[]): string {
  const [nearest = ''] = findNearest(name, known)
  return nearest
}

/** Short names are near to names of other programs: HOME is no HOST. */
function toleratedDistance(name: string): number {
  return name.length < 8 ? 0 : name.length < 12 ? 1 : 2
}

function findNearest(name: string, known: readonly string[]): [name: string, distance: number] | [] {
  const ranked = known.map((each) => [each, distanceBetween(name, each)] as [string, number])
  return ranked.sort(([, a], [, b]) => a - b)[0] ?? []
}

/** Levenshtein: how many characters to insert, delete or replace. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1]
    for (let place = 1; place <= b.length; place++) {
      const replaced = (row[place - 1] ?? 0) + (letter === b[place - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
