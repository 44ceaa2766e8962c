import type { FastifyInstance } from 'fastify'
import { type AuthService, createAuthService } from './auth-service.js'
import { requireRootKeys } from './config/secret-key.js'
import type { Settings } from './config/settings.js'
import { createApollo } from './graphql/apollo.js'
import { createHttpServer } from './http/server.js'
import { deliverMail } from './jobs/deliver-mail.js'
import { expireRows } from './jobs/expire-rows.js'
import { rotateKeys } from './jobs/rotate-keys.js'
import { runJobs } from './jobs/run-jobs.js'
import { type DeliverNeeds, deliverDueMessages } from './mail/deliver.js'
import { openMailTransport } from './mail/open-transport.js'
import { createTemplates } from './mail/templates.js'
import { createPasswordHasher } from './passwords/hash.js'
import { type Clock, systemClock } from './platform/clock.js'
import { createLog, type Log } from './platform/log.js'
import { createSecrets } from './platform/secrets.js'
import { sessionLifetimesOf } from './sessions/session-lifetimes.js'
import { openStore } from './store/open.js'
import type { Store } from './store/store.js'
import { limitsOf } from './throttles/limits.js'
import { createAccessTokens } from './tokens/access-token.js'
import { mailedLinksOf } from './tokens/mail-proofs.js'
import { openSigningKeys } from './tokens/signing-keys.js'
import { registrationRulesOf } from './users/registration-rules.js'

/** The product, joined and not yet listening. Disposing of it answers what runs, then closes everything. */
export interface App extends AsyncDisposable {
  readonly auth: AuthService
  readonly http: FastifyInstance
  readonly log: Log
  /** Sends what waits in the outbox now; a job does so every second. */
  deliverMail(): Promise<void>
}

/** Throws `ConfigurationError`, `MigrationRefused` or `SealedUnderAnotherKey` with a sentence for the operator. */
export async function buildApp(settings: Settings, clock: Clock = systemClock): Promise<App> {
  const log = createLog({ level: settings.LOG_LEVEL, format: settings.LOG_FORMAT })
  if (isCarriedInClear(settings)) log.warn('PUBLIC_URL is not https: passwords and tokens can be read on their way')
  const secrets = createSecrets(requireRootKeys(settings, log))
  const store = await openStore(settings.DATABASE_URL, log)
  try {
    return await join(settings, { log, clock, secrets, store })
  } catch (error) {
    await store[Symbol.asyncDispose]()
    throw error
  }
}

function isCarriedInClear({ PUBLIC_URL }: Settings): boolean {
  const { protocol, hostname } = new URL(PUBLIC_URL)
  return protocol === 'http:' && !/^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname)
}

interface Floor {
  log: Log
  clock: Clock
  secrets: ReturnType<typeof createSecrets>
  store: Store
}

async function join(settings: Settings, floor: Floor): Promise<App> {
  const { log, store, clock } = floor
  const auth = await joinService(settings, floor)
  const apollo = createApollo({ auth: auth.service, log }, settings)
  await apollo.start()
  const http = await createHttpServer({ auth: auth.service, apollo, log }, settings)
  const mail = joinMail(settings, floor)
  const jobs = runJobs(
    [
      rotateKeys(auth.signingKeys),
      expireRows({ store, clock, auditSeconds: settings.AUDIT_RETENTION }),
      ...deliverMail(mail),
    ],
    log,
  )
  return {
    auth: auth.service,
    http,
    log,
    deliverMail: () => deliverDueMessages(mail),
    async [Symbol.asyncDispose]() {
      await http.close()
      await apollo.stop()
      await jobs[Symbol.asyncDispose]()
      mail.transport.close()
      await store[Symbol.asyncDispose]()
    },
  }
}

function joinMail(settings: Settings, floor: Floor): DeliverNeeds {
  const [, messageIdDomain = 'localhost'] = settings.MAIL_FROM.address.split('@')
  const templates = createTemplates(settings.MAIL_TEMPLATES)
  return { ...floor, templates, transport: openMailTransport(settings, floor.log), messageIdDomain }
}

async function joinService(settings: Settings, floor: Floor) {
  const lifetimes = sessionLifetimesOf(settings)
  const registration = registrationRulesOf(settings)
  const signingKeys = await openSigningKeys(floor, {
    algorithm: settings.SIGNING_ALGORITHM,
    longestTokenSeconds: lifetimes.longestAccessSeconds,
  })
  const service = createAuthService({
    ...floor,
    lifetimes,
    registration,
    signingKeys,
    passwordPolicy: registration.password,
    emailCodes: { digits: settings.EMAIL_CODE_LENGTH, lifetimeSeconds: settings.EMAIL_CODE_LIFETIME },
    links: mailedLinksOf(settings),
    limits: limitsOf(settings),
    hasher: await createPasswordHasher({
      cost: settings.BCRYPT_COST,
      concurrency: settings.HASH_CONCURRENCY,
      queue: settings.HASH_QUEUE,
    }),
    accessTokens: createAccessTokens({
      keys: signingKeys,
      clock: floor.clock,
      issuer: settings.PUBLIC_URL,
      audience: settings.TOKEN_AUDIENCE,
    }),
  })
  return { service, signingKeys }
}
