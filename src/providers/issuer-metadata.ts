import * as oauth from 'openid-client'
import { systemClock } from '../platform/clock.js'
import { toUnixSeconds } from '../platform/durations.js'

/** A provider that does not answer within this time is unavailable. */
export const timeoutSeconds = 5

export interface ClientOfIssuer {
  issuer: string
  clientId: string
  authenticate(): oauth.ClientAuth
}

/** The metadata and the keys of an issuer (OpenID Connect Discovery), kept until they are refreshed. */
export interface IssuerMetadata {
  /** A client of the issuer for one use. Waits for the issuer only if nothing is known yet. */
  configuration(): Promise<oauth.Configuration>
  /** Keeps the keys that a use of the client found. */
  keepKeys(configuration: oauth.Configuration): void
  /** What is known stays if it fails. */
  refresh(): Promise<void>
}

interface Known {
  document: oauth.ServerMetadata
  keys: KeySet | null
}

type KeySet = oauth.ExportedJWKSCache['jwks']

/** The library does not ask for keys again within this time, not even for a key that it does not know. */
const keyCooldownSeconds = 60

export function createIssuerMetadata(client: ClientOfIssuer): IssuerMetadata {
  let known: Known | null = null
  let loading: Promise<Known> | null = null

  const load = async (): Promise<Known> => {
    const document = (await discover(client, fetchNow)).serverMetadata()
    const keys = await loadKeys(document.jwks_uri).catch(() => known?.keys ?? null)
    known = { document, keys }
    return known
  }
  const loadOnce = () => {
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }
  return {
    configuration: async () => configure(client, known ?? (await loadOnce())),
    keepKeys(configuration) {
      const keys = oauth.getJwksCache(configuration)?.jwks
      if (known !== null && keys !== undefined) known = { ...known, keys }
    },
    async refresh() {
      await loadOnce()
    },
  }
}

function discover({ issuer, clientId, authenticate }: ClientOfIssuer, customFetch: oauth.CustomFetch) {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' ? [oauth.allowInsecureRequests] : []
  const execute = [oauth.enableNonRepudiationChecks, ...insecure]
  const options = { execute, timeout: timeoutSeconds, [oauth.customFetch]: customFetch }
  return oauth.discovery(server, clientId, undefined, authenticate(), options)
}

/** A client for one use, so that the library takes our keys and asks for an unknown one at once. */
async function configure(client: ClientOfIssuer, { document, keys }: Known): Promise<oauth.Configuration> {
  const configuration = await discover(client, async () => Response.json(document))
  configuration[oauth.customFetch] = fetchNow
  const uat = toUnixSeconds(systemClock.now()) - keyCooldownSeconds
  if (keys !== null) oauth.setJwksCache(configuration, { jwks: keys, uat })
  return configuration
}

function fetchNow(url: string, options: oauth.CustomFetchOptions): Promise<Response> {
  return fetch(url, options as RequestInit)
}

async function loadKeys(uri: string | undefined): Promise<KeySet | null> {
  if (uri === undefined) return null
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(timeoutSeconds * 1000) })
  const keys = (await response.json()) as KeySet
  return response.ok && Array.isArray(keys.keys) ? keys : null
}
