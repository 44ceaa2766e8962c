import { BlockList, isIP } from 'node:net'
import { readDuration } from '../platform/durations.js'

/** How the text of a setting becomes a value. `read` answers undefined for text that is not of this kind. */
export interface Kind<Value> {
  readonly expected: string
  readonly example: string
  /** How CONFIG_FILE gives it. Left out: as text or as a number. */
  readonly inFile?: FileForm
  /** The text that `read` takes, for a value of CONFIG_FILE. Left out: the value as text, and lists with commas. */
  textOf?(value: unknown): string
  read(text: string): Value | undefined
}

/** The form of a value in CONFIG_FILE. A list stands there as a list, and in the environment with commas. */
export type FileForm =
  | { form: 'flag' }
  | { form: 'whole'; min: number; max: number }
  | { form: 'choice'; names: readonly string[] }
  | { form: 'list'; item: Kind<unknown> }
  | { form: 'text' }
  | { form: 'object' }
  | { form: 'record'; needed: string; members: Readonly<Record<string, FileForm>> }
  | { form: 'either'; forms: readonly [FileForm, FileForm] }

/** At most `burst` at once and `burst` per window in the long run. */
export interface Limit {
  burst: number
  windowSeconds: number
}

export const text: Kind<string> = { expected: 'text', example: 'auth.example.com', read: (given) => given }

export const flag: Kind<boolean> = {
  expected: 'true or false',
  example: 'true',
  inFile: { form: 'flag' },
  read: (given) =>
    new Map([
      ['true', true],
      ['false', false],
    ]).get(given.toLowerCase()),
}

export function whole(from: number, to: number): Kind<number> {
  return {
    expected: `a whole number from ${from} to ${to}`,
    example: String(from),
    inFile: { form: 'whole', min: from, max: to },
    read: (given) => (/^\d{1,9}$/.test(given) && isBetween(Number(given), from, to) ? Number(given) : undefined),
  }
}

/** Null: no port. */
export const portOrOff: Kind<number | null> = {
  expected: 'a port, 0 for a free one, or off',
  example: '9464',
  read: (given) => (given === 'off' ? null : whole(0, 65_535).read(given)),
}

/** Seconds. */
export function duration(from: string, to: string): Kind<number> {
  const [min, max] = [readDuration(from) ?? 0, readDuration(to) ?? 0]
  return {
    expected: `a duration from ${from} to ${to}, as seconds or with s, m, h or d`,
    example: '15m',
    read(given) {
      const seconds = readDuration(given)
      return seconds !== null && isBetween(seconds, min, max) ? seconds : undefined
    },
  }
}

/** Null when it is off. */
export function durationOrOff(min: string, max: string): Kind<number | null> {
  const kind = duration(min, max)
  return { ...kind, expected: `${kind.expected}, or off`, read: (given) => (given === 'off' ? null : kind.read(given)) }
}

export function oneOf<Name extends string>(...names: readonly [Name, ...Name[]]): Kind<Name> {
  return {
    expected: [...names.slice(0, -2), names.slice(-2).join(' or ')].join(', '),
    example: names[0],
    inFile: { form: 'choice', names },
    read: (given) => names.find((name) => name === given),
  }
}

export function listOf<Item>(item: Kind<Item>): Kind<readonly Item[]> {
  return {
    expected: `a comma-separated list, each ${item.expected}`,
    example: item.example,
    inFile: { form: 'list', item },
    textOf: (value) => (Array.isArray(value) ? value.map(item.textOf ?? String).join() : String(value)),
    read(given) {
      const items = given.split(',').map((part) => item.read(part.trim()))
      return items.every((one) => one !== undefined) ? items : undefined
    },
  }
}

/** The name of a role: of at most 63 characters, which are also safe in lists that are separated by spaces. */
export const roleName: Kind<string> = {
  expected: 'the name of a role: lower-case letters, digits, _ . : -, beginning with a letter',
  example: 'editor',
  read: (given) => (/^[a-z][a-z0-9_.:-]{0,62}$/.test(given) ? given : undefined),
}

/** The id of a provider, part of names of settings and of the callback URL. */
export const providerId: Kind<string> = {
  expected: 'the id of a provider: lower-case letters, digits and -, beginning with a letter',
  example: 'google',
  read: (given) => (/^[a-z][a-z0-9-]{0,30}$/.test(given) ? given : undefined),
}

/** A scope token of RFC 6749, section 3.3, without commas. */
export const scope: Kind<string> = {
  expected: 'a scope of OAuth 2.0',
  example: 'openid',
  read: (given) => (/^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+$/.test(given) ? given : undefined),
}

/** A header name of RFC 9110, section 5.1. Not `*`: in requests with credentials browsers read it as a name. */
export const headerName: Kind<string> = {
  expected: 'the name of a header',
  example: 'x-api-key',
  read: (given) => (/^[\w!#$%&'+.^`|~-]+$/.test(given) ? given.toLowerCase() : undefined),
}

export const addressRange: Kind<string> = {
  expected: 'an IP address or a CIDR range',
  example: '10.0.0.0/8',
  read(given) {
    const [address = '', prefix, ...rest] = given.split('/')
    if (rest.length > 0) return undefined
    if (prefix === undefined) return isIP(address) === 0 ? undefined : given
    return isSubnet(address, prefix) ? given : undefined
  },
}

export const limit: Kind<Limit | null> = {
  expected: 'a count and a duration such as 10/15m, or off',
  example: '10/15m',
  read(given) {
    if (given === 'off') return null
    const [, count, window] = /^(\d{1,6})\/(\w+)$/.exec(given) ?? []
    const windowSeconds = readDuration(window ?? '')
    if (!Number(count) || !windowSeconds) return undefined
    return { burst: Number(count), windowSeconds }
  },
}

export const regularExpression: Kind<string> = {
  expected: 'a regular expression that compiles with the u flag, anchored with ^ and $',
  example: '^[a-z0-9_]+$',
  read(given) {
    if (!/^\^.*\$$/s.test(given)) return undefined
    try {
      new RegExp(given, 'u')
      return given
    } catch {
      return undefined
    }
  },
}

/** 32 bytes or more, base64 or hexadecimal; refused when it is visibly not random. */
export const rootKey: Kind<Buffer> = {
  expected: '32 random bytes or more in base64 or hexadecimal (openssl rand -base64 32)',
  example: 'the output of: openssl rand -base64 32',
  read(given) {
    const key = /^([0-9a-f]{2})+$/i.test(given) ? Buffer.from(given, 'hex') : readBase64(given)
    return key !== undefined && key.length >= 32 && isVaried(key) ? key : undefined
  },
}

/** Neither few different bytes nor a sequence, as samples in documents are. */
function isVaried(key: Buffer): boolean {
  const steps = key.map((byte, place) => byte - (key[place - 1] ?? 0))
  return new Set(key).size >= 16 && new Set(steps).size >= 8
}

function readBase64(given: string): Buffer | undefined {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(given) ? Buffer.from(given, 'base64') : undefined
}

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value <= to
}

function isSubnet(address: string, prefix: string): boolean {
  try {
    new BlockList().addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
    return /^\d{1,3}$/.test(prefix)
  } catch {
    return false
  }
}
