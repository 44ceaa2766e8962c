import type { FileForm, Kind } from './parsers.js'
import { flag, limit, listOf, oneOf, providerId, scope, text } from './parsers.js'
import { defaultPublicUrl, type Environment, of, optional, type Setting } from './setting.js'
import { issuerUrl, returnUrl } from './url-parsers.js'

/** Settings of one provider of PROVIDERS: PROVIDER_ACME_CLIENT_ID is CLIENT_ID of the provider `acme`. */
export const providerSettings = {
  CLIENT_ID: {
    ...optional<string | null>(text, null, 'The identifier that the provider gave to this server.'),
    shownDefault: 'none: it is needed',
  },
  CLIENT_SECRET: {
    ...optional<string | null>(text, null, 'The secret that the provider gave to this server.'),
    shownDefault: 'none: a public client',
    isSecret: true,
  },
  ISSUER: {
    ...optional<string | null>(
      issuerUrl,
      null,
      'The issuer (OpenID Connect Discovery). Needed if the id is not known.',
    ),
    shownDefault: 'that of the known provider',
  },
  NAME: {
    ...optional<string | null>(text, null, 'The name on the button.'),
    shownDefault: 'that of the known provider, else the id',
  },
  SCOPES: {
    ...optional<readonly string[] | null>(listOf(scope), null, 'What is asked for (OAuth 2.0 scopes).'),
    shownDefault: 'that of the known provider, else `openid,email,profile`',
  },
  TRUSTS_EMAIL: {
    ...optional<boolean | null>(flag, null, 'Whether an address that the provider calls verified counts as proven.'),
    shownDefault: '`true` for known providers that verify addresses, else `false`',
  },
  TEAM_ID: {
    ...optional<string | null>(
      text,
      null,
      'For Apple: the identifier of the team. CLIENT_SECRET is then its private key.',
    ),
    shownDefault: 'none',
  },
  KEY_ID: { ...optional<string | null>(text, null, 'For Apple: the identifier of the key.'), shownDefault: 'none' },
  AUDIENCES: {
    ...optional<readonly string[]>(
      listOf(text),
      [],
      'Further client ids whose ID tokens `signInWithIdToken` accepts: those of the native apps.',
    ),
    shownDefault: 'none',
  },
} as const

/** In CONFIG_FILE a provider may also be an object: its ID, and its settings by their own names. */
const providerOfFile: Kind<string> = {
  ...providerId,
  inFile: {
    form: 'either',
    forms: [{ form: 'text' }, { form: 'record', needed: 'ID', members: { ID: { form: 'text' }, ...membersOfFile() } }],
  },
}

function membersOfFile(): Record<string, FileForm> {
  const members = Object.entries<Setting<unknown>>(providerSettings).map(([name, { kind, isSecret }]) => {
    const form = kind.inFile ?? ({ form: 'text' } as const)
    return [isSecret ? `${name}_FILE` : name, form] as const
  })
  return Object.fromEntries(members)
}

/** Settings of sign-in with accounts of other providers. */
export const providersSettings = {
  PROVIDERS: {
    ...optional<readonly string[]>(
      listOf(providerOfFile),
      [],
      'Providers that users can sign in with, in the order of the buttons. docs/providers.md has the known names. Others need PROVIDER_<ID>_ISSUER.',
    ),
    shownDefault: 'none',
    example: 'google,acme',
  },
  PROVIDER_LINKING: of(
    oneOf('ask', 'verified'),
    'ask',
    'What happens when a provider vouches for the proven address of an account: `ask` answers AccountExists, `verified` links and signs in.',
  ),
  RETURN_URLS: {
    ...of(
      listOf(returnUrl),
      defaultReturnUrls,
      'Where a browser may come back to from a provider, byte for byte. An entry with 127.0.0.1 or [::1] and no port stands for every port.',
    ),
    shownDefault: '`/auth/callback` of PUBLIC_URL and of each of CORS_ORIGINS',
  },
  LIMIT_PROVIDER_PER_ADDRESS: of(limit, '60/10m', 'Sign-ins with a provider that one client address begins.'),
} as const

function defaultReturnUrls(given: Environment): string {
  const origins = given.CORS_ORIGINS?.split(',') ?? []
  return [defaultPublicUrl(given), ...origins].map((origin) => `${origin.trim()}/auth/callback`).join()
}

type ValueOf<Of> = Of extends Setting<infer Value> ? Value : never
type ReadProviderSettings = {
  readonly [Name in keyof typeof providerSettings]: ValueOf<(typeof providerSettings)[Name]>
}
/** What is set for one provider. */
export type ProviderSettings = ReadProviderSettings & { readonly CLIENT_ID: string }

/** `PROVIDER_ACME_CLIENT_ID` for the provider `acme` and the setting CLIENT_ID. */
export function providerSettingName(id: string, name: string): string {
  return `PROVIDER_${id.toUpperCase().replaceAll('-', '_')}_${name}`
}

/** `PROVIDER_ACME_CLIENT_ID`, for a provider of any id. */
const madeName = new RegExp(`^PROVIDER_[A-Z][A-Z0-9_]*_(${Object.keys(providerSettings).join('|')})$`)

/** The setting of one provider that the name stands for. Undefined for other names. */
export function findProviderSetting(name: string): Setting<unknown> | undefined {
  const [, own = ''] = madeName.exec(name) ?? []
  return Object.entries<Setting<unknown>>(providerSettings).find(([each]) => each === own)?.[1]
}

/** Gives each provider that is an object in PROVIDERS its settings by their long names. */
export function expandProviders(values: Record<string, unknown>): Record<string, unknown> {
  const { PROVIDERS, ...others } = values
  if (!Array.isArray(PROVIDERS)) return values
  const items: unknown[] = PROVIDERS
  const listed = items.map((item) => (isDescribed(item) ? item : { ID: String(item) }))
  const own = listed.flatMap(({ ID, ...given }) =>
    Object.entries(given).map(([name, value]) => [providerSettingName(ID, name), value]),
  )
  return { PROVIDERS: listed.map(({ ID }) => ID), ...Object.fromEntries(own), ...others }
}

function isDescribed(item: unknown): item is { ID: string } {
  return typeof item === 'object' && item !== null && typeof (item as { ID?: unknown }).ID === 'string'
}

/** What those names look like in CONFIG_FILE, where secrets are given by their files. */
export function providerNamePattern(): string {
  const names = Object.entries<Setting<unknown>>(providerSettings).map(([name, { isSecret }]) =>
    isSecret ? `${name}_FILE` : name,
  )
  return `^PROVIDER_[A-Z][A-Z0-9_]*_(${names.join('|')})$`
}
