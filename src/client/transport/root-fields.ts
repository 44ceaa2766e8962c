/** Fields for which the server ignores a token; with none but these, an operation has no use for one. */
export const publicFields: ReadonlySet<string> = new Set([
  'login',
  'register',
  'refresh',
  'continueSignIn',
  'signInWithEmail',
  'signInWithPasskey',
  'startProviderSignIn',
  'finishProviderSignIn',
  'signInWithIdToken',
  'requestEmailCode',
  'requestPasswordReset',
  'resetPassword',
  'verifyToken',
  'authConfig',
  '__typename',
  '__schema',
  '__type',
])

export interface Outline {
  type: 'query' | 'mutation' | 'subscription'
  /** Names of the fields of the root, not their aliases. Null when they cannot be told. */
  fields: readonly string[] | null
}

export function needsNoToken({ fields }: Outline): boolean {
  return fields?.every((name) => publicFields.has(name)) ?? false
}

export function countOf({ fields }: Outline): number {
  return fields?.length ?? Number.POSITIVE_INFINITY
}

/** Strings and comments may have any text; names, `...` and single signs are all that is left of interest. */
const tokens = /"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\]|\\.)*"|#[^\n]*|[A-Za-z_]\w*|\.\.\.|[^\s\w]/g

/** Reads just enough of a document with one operation, without the graphql package. */
export function outlineOf(document: string): Outline {
  const signs = (document.match(tokens) ?? []).filter((sign) => !/^["#]/.test(sign))
  const keywords = topLevel(signs).filter((sign) => /^(query|mutation|subscription)$/.test(sign))
  const type = (keywords[0] ?? 'query') as Outline['type']
  const start = keywords[0] === undefined ? 0 : signs.indexOf(keywords[0])
  return { type, fields: keywords.length > 1 ? null : fieldsIn(signs, start) }
}

/** Outside of every bracket, right at the start of a definition. */
function topLevel(signs: readonly string[]): string[] {
  let depth = 0
  return signs.filter((sign, place) => {
    depth += depthChange(sign)
    return depth === 0 && (place === 0 || signs[place - 1] === '}')
  })
}

function depthChange(sign: string): number {
  if (/^[{([]$/.test(sign)) return 1
  return /^[})\]]$/.test(sign) ? -1 : 0
}

/** The names directly inside the first braces; null when a fragment hides some, or there are none. */
function fieldsIn(signs: readonly string[], start: number): string[] | null {
  const places = placesInFirstBraces(signs, start)
  if (places.length === 0 || places.some((place) => signs[place] === '...')) return null
  return places.filter((place) => isFieldName(signs, place)).map((place) => signs[place] ?? '')
}

function placesInFirstBraces(signs: readonly string[], start: number): number[] {
  let open = ''
  let hasEnded = false
  return signs.flatMap((sign, place) => {
    if (place < start || hasEnded) return []
    const change = depthChange(sign)
    if (change > 0) open += sign
    if (change < 0) open = open.slice(0, -1)
    hasEnded = sign === '}' && open === ''
    return open === '{' ? [place] : []
  })
}

function isFieldName(signs: readonly string[], place: number): boolean {
  return /^\w/.test(signs[place] ?? '') && signs[place - 1] !== '@' && signs[place + 1] !== ':'
}
