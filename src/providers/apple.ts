import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { ConfigurationError } from '../config/mistakes.js'
import { type ProviderSettings, providerSettingName } from '../config/provider-settings.js'
import type { Clock } from '../platform/clock.js'
import { toUnixSeconds } from '../platform/durations.js'
import type { ProviderAnswer, ProviderDefinition, RawProfile } from './provider.js'
import { readStandardClaims } from './read-profile.js'

const audience = 'https://appleid.apple.com'
/** Apple allows half a year. The secret is made for each request. */
const secretSeconds = 300

/**
 * https://developer.apple.com/documentation/signinwithapple. CLIENT_SECRET is the private key of the .p8 file, and signs
 * the secret of each request. The answer is a posted form, and has the name of the person at the first sign-in only.
 */
export const apple: ProviderDefinition = {
  name: 'Apple',
  issuer: audience,
  scopes: ['openid', 'email', 'name'],
  parameters: { response_mode: 'form_post' },
  trustsEmail: true,
  authenticate(settings, clock) {
    const key = readKey(settings)
    return (_server, { client_id: clientId }, body) => {
      body.set('client_id', clientId)
      body.set('client_secret', createSecret(key, { ...settings, clock }))
    }
  },
  readProfile: (answer) => ({ ...readStandardClaims(answer), displayName: readName(answer) }),
}

function readKey({ CLIENT_SECRET, TEAM_ID, KEY_ID }: ProviderSettings): KeyObject {
  const name = (setting: string) => providerSettingName('apple', setting)
  const missing = Object.entries({ TEAM_ID, KEY_ID }).filter(([, value]) => value === null)
  const mistakes = missing.map(([setting]) => ({ name: name(setting), given: null, expected: 'given for Apple' }))
  const key = parseKey(CLIENT_SECRET ?? '')
  if (key === null)
    mistakes.push({ name: name('CLIENT_SECRET'), given: null, expected: 'the private key of Apple in PEM' })
  if (key === null || mistakes.length > 0) throw new ConfigurationError(mistakes)
  return key
}

/** In the environment the lines of PEM are often written with `\n`. */
function parseKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'))
    return key.asymmetricKeyType === 'ec' ? key : null
  } catch {
    return null
  }
}

/** A JWT signed with ES256 (RFC 7518, section 3.4). */
function createSecret(
  key: KeyObject,
  { CLIENT_ID, TEAM_ID, KEY_ID, clock }: ProviderSettings & { clock: Clock },
): string {
  const iat = toUnixSeconds(clock.now())
  const claims = { iss: TEAM_ID, sub: CLIENT_ID, aud: audience, iat, exp: iat + secretSeconds }
  const signed = [{ alg: 'ES256', kid: KEY_ID }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** The name is not signed, so it is only shown. */
function readName({ parameters }: ProviderAnswer): RawProfile['displayName'] {
  try {
    const { name } = JSON.parse(parameters.get('user') ?? '{}') as {
      name?: { firstName?: unknown; lastName?: unknown }
    }
    return [name?.firstName, name?.lastName].filter((part) => typeof part === 'string').join(' ')
  } catch {
    return null
  }
}
