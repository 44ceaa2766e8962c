import type { ClientAuth } from 'openid-client'
import type { ProviderSettings } from '../config/provider-settings.js'
import type { Clock } from '../platform/clock.js'

/** What a provider tells about a person. */
export interface ProviderProfile {
  /** With `subject` it names the account for ever (OpenID Connect Core, section 2). */
  issuer: string
  subject: string
  /** Canonical. Null if the provider tells none, or no valid one. */
  email: string | null
  /** Whether the provider says that it has verified the address. */
  isEmailVerified: boolean
  displayName: string | null
  username: string | null
}

/** The values that bind an answer of the provider to one sign-in. */
export interface ProviderRequest {
  state: string
  nonce: string
  /** The secret of PKCE between this server and the provider (RFC 7636). */
  codeVerifier: string
  /** The callback URL that is registered at the provider. */
  redirectUri: string
  loginHint: string | null
}

/** A provider as its settings made it. Each promise rejects if the provider does not answer, or answers nonsense. */
export interface Provider {
  /** As in PROVIDERS. */
  readonly id: string
  /** For people. */
  readonly name: string
  /** Whether an address that the provider has verified counts as proven. */
  readonly trustsEmail: boolean
  authorizationUrl(request: ProviderRequest): Promise<URL>
  /** Uses the code of the answer up, checks everything that comes back, and reads the profile. */
  exchange(answer: URLSearchParams, request: ProviderRequest): Promise<ProviderProfile>
  /** Checks an ID token that an app got. Null: the provider has none. */
  readonly verifyIdToken: ((token: PresentedIdToken) => Promise<VerifiedIdToken>) | null
  /** Asks for the metadata and the keys again. What is cached stays if that fails. */
  refresh(): Promise<void>
}

/** An ID token, and the nonce that the app had sent: in plain form, or its SHA-256. */
export interface PresentedIdToken {
  idToken: string
  nonce: string
}

export interface VerifiedIdToken {
  profile: ProviderProfile
  /** Names the token, so that it is used once. */
  use: { hash: string; expiresAt: Date }
}

/** What a provider answered after the exchange of the code. */
export interface ProviderAnswer {
  /** The claims of the ID token, and those of the UserInfo endpoint. Empty without OpenID Connect. */
  claims: Claims
  issuer: string
  /** Of the answer at the callback URL. Empty for the ID token of an app. */
  parameters: URLSearchParams
  /** The JSON at a URL of the provider, asked for with the access token. */
  get(url: string): Promise<unknown>
}

export type Claims = Readonly<Record<string, unknown>>

/** What a definition reads. Values are checked afterwards, so they may be of any type. */
export interface RawProfile {
  subject: unknown
  email?: unknown
  isEmailVerified?: boolean
  displayName?: unknown
  username?: unknown
}

/** A known provider: all that differs from other providers. */
export interface ProviderDefinition {
  /** For people. */
  name: string
  /** Its metadata are discovered there, unless it has `endpoints`. PROVIDER_<ID>_ISSUER replaces it. */
  issuer: string
  /** For providers that speak OAuth 2.0 without OpenID Connect. */
  endpoints?(issuer: string): { authorization: string; token: string }
  scopes: readonly string[]
  /** Further parameters of the authorization request. */
  parameters?: Readonly<Record<string, string>>
  /** The default of PROVIDER_<ID>_TRUSTS_EMAIL. */
  trustsEmail: boolean
  /** Left out: the client secret in the body of the request, or a public client. */
  authenticate?(settings: ProviderSettings, clock: Clock): ClientAuth
  readProfile(answer: ProviderAnswer): RawProfile | Promise<RawProfile>
}

/** A known provider that speaks no OAuth 2.0 which the library understands. */
export interface OwnDialect {
  open(id: string, settings: ProviderSettings): Provider
}

export type KnownProvider = ProviderDefinition | OwnDialect

/** A provider of PROVIDERS before it is opened. */
export interface ProviderPlan {
  id: string
  definition: ProviderDefinition
  settings: ProviderSettings
}

export function issuerOf({ definition, settings }: ProviderPlan): string {
  return settings.ISSUER ?? definition.issuer
}
