import { createAuthService } from './auth-service.js'
import type { CustomClaims } from './claims/claims.js'
import { openClaims } from './claims/open-claims.js'
import type { Settings } from './config/settings.js'
import { mailedLinksOf } from './email-verification/send-proof.js'
import { createPasswordHasher, type PasswordHasher } from './passwords/hash.js'
import { traceHasher } from './passwords/trace-hasher.js'
import type { Clock } from './platform/clock.js'
import type { Log } from './platform/log.js'
import type { Observe } from './platform/observation.js'
import type { createSecrets } from './platform/secrets.js'
import { openProviders, type Providers } from './providers/open-providers.js'
import { listMissingRoles } from './registration/default-roles.js'
import { createStartRoles } from './roles/create-start-roles.js'
import { openRoleDirectory } from './roles/role-directory.js'
import { sessionLifetimesOf } from './sessions/session.js'
import { secondFactorPolicyOf } from './sign-in/second-factor-policy.js'
import { createActivity } from './statistics/activity.js'
import type { Store } from './store/engine/store.js'
import type { Metrics } from './telemetry/metrics.js'
import { limitsOf } from './throttles/limits.js'
import { createAccessTokens } from './tokens/access-token.js'
import { signingOptionsOf } from './tokens/publish-key.js'
import { openSigningKeys } from './tokens/signing-keys.js'
import { tokenIssuerOf } from './tokens/token-issuer.js'
import { registrationRulesOf } from './users/registration-rules.js'
import { relyingPartyOf } from './webauthn/relying-party.js'

/** What every capability stands on. */
export interface Floor {
  log: Log
  clock: Clock
  claims: CustomClaims | null
  secrets: ReturnType<typeof createSecrets>
  store: Store
  metrics: Metrics | null
  observe: Observe
}

/** The parts of {@link AuthService}, made from the settings. */
export async function joinService(settings: Settings, floor: Floor) {
  const lifetimes = sessionLifetimesOf(settings)
  const registration = registrationRulesOf(settings)
  const signing = signingOptionsOf(settings)
  const signingKeys = await openSigningKeys(floor, signing)
  const roles = await openRoles(settings, floor)
  const activity = createActivity(floor)
  const hasher = await joinHasher(settings)
  const providers = openProviders(settings, floor)
  const service = createAuthService({
    ...floor,
    settings,
    roles,
    activity,
    claimsOf: openClaims(settings, floor.claims),
    lifetimes,
    ...factorRulesOf(settings),
    registration,
    emailSignInMode: settings.EMAIL_SIGN_IN,
    signingKeys,
    signing,
    passwordPolicy: registration.password,
    emailCodes: { digits: settings.EMAIL_CODE_LENGTH, lifetimeSeconds: settings.EMAIL_CODE_LIFETIME },
    links: mailedLinksOf(settings),
    limits: limitsOf(settings),
    hasher,
    ...providerPartsOf(settings, providers),
    accessTokens: createAccessTokens({ keys: signingKeys, clock: floor.clock, ...tokenIssuerOf(settings) }),
  })
  return { service, signingKeys, hasher, roles, providers, activity }
}

async function openRoles({ ROLES, DEFAULT_ROLES }: Settings, floor: Floor) {
  await createStartRoles(floor, ROLES)
  const missing = await listMissingRoles(floor.store.read, DEFAULT_ROLES)
  if (missing.length > 0) floor.log.warn(`DEFAULT_ROLES names roles that do not exist: ${missing.join(', ')}`)
  return openRoleDirectory(floor)
}

function factorRulesOf(settings: Settings) {
  return {
    secondFactor: secondFactorPolicyOf(settings),
    trustedDeviceSeconds: settings.TRUSTED_DEVICE_LIFETIME,
    relyingParty: relyingPartyOf(settings),
    issuerName: new URL(settings.PUBLIC_URL).host,
    recentSeconds: settings.RECENT_AUTHENTICATION,
  }
}

function providerPartsOf({ PROVIDERS, PROVIDER_LINKING, PUBLIC_URL, RETURN_URLS }: Settings, providers: Providers) {
  const callbackUrl = `${PUBLIC_URL}/callback`
  return { providers, providerIds: PROVIDERS, linking: PROVIDER_LINKING, callbackUrl, returnUrls: RETURN_URLS }
}

async function joinHasher(settings: Settings): Promise<PasswordHasher> {
  const hasher = await createPasswordHasher({
    cost: settings.BCRYPT_COST,
    concurrency: settings.HASH_CONCURRENCY,
    queue: settings.HASH_QUEUE,
  })
  return traceHasher(hasher)
}
