import * as oauth from 'openid-client'
import { systemClock } from '../platform/clock.js'
import { toUnixSeconds } from '../platform/durations.js'

/** A provider that does not answer within this time is unavailable. */
export const timeoutSeconds = 5

export interface ClientOfIssuer {
  issuer: string
  clientId: string
  authentication: oauth.ClientAuth
}

/** The metadata and the keys of an issuer (OpenID Connect Discovery), kept until they are refreshed. */
export interface IssuerMetadata {
  /**
   * A client of the issuer for one use. Waits for the issuer only if nothing is known yet. `audience`: another client id
   * than our own, for a token that a stranger brought. Such a token does not make us ask for keys all the time.
   */
  configuration(audience?: string): Promise<oauth.Configuration>
  /** Keeps the keys that a use of the client found. */
  keepKeys(configuration: oauth.Configuration): void
  /** What is known stays if it fails. */
  refresh(): Promise<void>
}

interface Known {
  document: oauth.ServerMetadata
  keys: KeySet | null
  /** When the keys were loaded, in Unix time. */
  keysAt: number
}

type KeySet = oauth.ExportedJWKSCache['jwks']

/** The library asks for keys at most once in this time, also for a key that it does not know. */
const keyCooldownSeconds = 60
/** Nor do we, for the token of a stranger. */
const strangerCooldownSeconds = 10

export function createIssuerMetadata(client: ClientOfIssuer): IssuerMetadata {
  let known: Known | null = null
  let loading: Promise<Known> | null = null

  const load = async (): Promise<Known> => {
    const document = (await discover(client, fetchNow)).serverMetadata()
    const keys = await loadKeys(document.jwks_uri).catch(() => known?.keys ?? null)
    known = { document, keys, keysAt: now() }
    return known
  }
  const loadOnce = () => {
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }
  return {
    configuration: async (audience) => configure(client, known ?? (await loadOnce()), audience),
    keepKeys(configuration) {
      const keys = oauth.getJwksCache(configuration)?.jwks
      if (known !== null && keys !== undefined) known = { ...known, keys, keysAt: now() }
    },
    async refresh() {
      await loadOnce()
    },
  }
}

function discover({ issuer, clientId, authentication }: ClientOfIssuer, customFetch: oauth.CustomFetch) {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' ? [oauth.allowInsecureRequests] : []
  const execute = [oauth.enableNonRepudiationChecks, ...insecure]
  const options = { execute, timeout: timeoutSeconds, [oauth.customFetch]: customFetch }
  return oauth.discovery(server, clientId, undefined, authentication, options)
}

/** A client for one use, so that the library takes our keys and asks for an unknown one at once. */
async function configure(
  client: ClientOfIssuer,
  { document, keys, keysAt }: Known,
  audience?: string,
): Promise<oauth.Configuration> {
  const ours = audience === undefined ? client : { ...client, clientId: audience }
  const configuration = await discover(ours, async () => Response.json(document))
  configuration[oauth.customFetch] = fetchNow
  const isRecent = audience !== undefined && now() - keysAt < strangerCooldownSeconds
  const uat = isRecent ? now() : now() - keyCooldownSeconds
  if (keys !== null) oauth.setJwksCache(configuration, { jwks: keys, uat })
  return configuration
}

/** The library compares times with this clock. */
function now(): number {
  return toUnixSeconds(systemClock.now())
}

async function fetchNow(url: string, options: oauth.CustomFetchOptions): Promise<Response> {
  const response = await fetch(url, options as RequestInit)
  return options.method === 'POST' && response.ok ? withTextScope(response) : response
}

/** Twitch gives `scope` as a list, which the library refuses. */
async function withTextScope(response: Response): Promise<Response> {
  const tokens: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const scope = (tokens as { scope?: unknown } | null)?.scope
  return Array.isArray(scope) ? Response.json({ ...(tokens as object), scope: scope.join(' ') }) : response
}

async function loadKeys(uri: string | undefined): Promise<KeySet | null> {
  if (uri === undefined) return null
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(timeoutSeconds * 1000) })
  const keys = (await response.json()) as KeySet
  return response.ok && Array.isArray(keys.keys) ? keys : null
}
