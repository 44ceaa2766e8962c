import type { FastifyInstance } from 'fastify'
import type { AuthService } from './auth-service.js'
import type { CustomClaims } from './claims/claims.js'
import { isCarriedInClear } from './config/public-url.js'
import { requireRootKeys } from './config/secret-key.js'
import type { Settings } from './config/settings.js'
import { buildSchema } from './graphql/schema/schema.js'
import { createApollo } from './graphql/server/apollo.js'
import type { GraphqlEndpoint } from './http/graphql-endpoint.js'
import { createManagementServer } from './http/management.js'
import { createHttpServer } from './http/server.js'
import { deliverMail } from './jobs/deliver-mail.js'
import { enableUsers } from './jobs/enable-users.js'
import { expireRows } from './jobs/expire-rows.js'
import { fillUsernameSkeletons } from './jobs/fill-username-skeletons.js'
import { keepStatistics } from './jobs/keep-statistics.js'
import { refreshProviders } from './jobs/refresh-providers.js'
import { reloadRoles } from './jobs/reload-roles.js'
import { rotateKeys } from './jobs/rotate-keys.js'
import { type Job, runJobs } from './jobs/run-jobs.js'
import { type Floor, joinService } from './join-service.js'
import { type DeliverNeeds, deliverDueMails } from './mail/deliver.js'
import { openMailTransport } from './mail/open-transport.js'
import { createTemplates } from './mail/templates.js'
import { traceTransport } from './mail/trace-transport.js'
import type { PasswordHasher } from './passwords/hash.js'
import { type Clock, systemClock } from './platform/clock.js'
import { secondsUntil } from './platform/durations.js'
import { createLog, type Log } from './platform/log.js'
import { observeNothing } from './platform/observation.js'
import { createSecrets } from './platform/secrets.js'
import { activeSpan } from './platform/tracing.js'
import { explainFailure, isFailedQuery } from './store/engine/explain-failure.js'
import { openStore } from './store/engine/open.js'
import { postgresOptionsOf } from './store/engine/postgres-options.js'
import { findBacklog } from './store/outbox.js'
import type { Gauged } from './telemetry/gauges.js'
import type { Metrics } from './telemetry/metrics.js'
import { openTracing } from './telemetry/tracing.js'

/** The product, joined and not yet listening. Disposing of it answers what runs, then closes everything. */
export interface App extends AsyncDisposable {
  readonly auth: AuthService
  readonly http: FastifyInstance
  /** Metrics and health. Null when MANAGEMENT_PORT is off. */
  readonly management: FastifyInstance | null
  readonly log: Log
  /** Sends what waits in the outbox now; a job does so every second. */
  deliverMail(): Promise<void>
}

export interface BuildOptions {
  /** The time of the machine if left out. */
  clock?: Clock
  /** More claims of access tokens. They come after those of CLAIMS. Null: none. */
  claims?: CustomClaims | null
}

/** Throws `ConfigurationError`, `MigrationRefused` or `SealedUnderAnotherKey` with a sentence for the operator. */
export async function buildApp(
  settings: Settings,
  { clock = systemClock, claims = null }: BuildOptions = {},
): Promise<App> {
  const traceId = () => activeSpan()?.spanContext().traceId
  const log = createLog({ level: settings.LOG_LEVEL, format: settings.LOG_FORMAT, traceId })
  if (isCarriedInClear(settings)) log.warn('PUBLIC_URL is not https: passwords and tokens can be read on their way')
  const tracing = await openTracing(settings, log)
  try {
    const app = await buildOnFloor(settings, { log, clock, claims })
    return {
      ...app,
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]()
        await tracing?.[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await tracing?.[Symbol.asyncDispose]()
    throw isFailedQuery(error) ? explainFailure(error) : error
  }
}

async function buildOnFloor(settings: Settings, { log, clock, claims }: Pick<Floor, 'log' | 'clock' | 'claims'>) {
  const metrics = await openMetrics(settings)
  const secrets = createSecrets(requireRootKeys(settings, log))
  const store = await openStore(settings.DATABASE_URL, log, { postgres: postgresOptionsOf(settings) })
  const observe = metrics?.observe ?? observeNothing
  try {
    return await join(settings, { log, clock, claims, secrets, store, metrics, observe })
  } catch (error) {
    await store[Symbol.asyncDispose]()
    throw error
  }
}

/** Loaded only when somebody can ask for them. */
async function openMetrics({ MANAGEMENT_PORT }: Settings): Promise<Metrics | null> {
  if (MANAGEMENT_PORT === null) return null
  const { createMetrics } = await import('./telemetry/metrics.js')
  return createMetrics()
}

async function join(settings: Settings, floor: Floor): Promise<App> {
  const { log, store, observe } = floor
  const parts = await joinService(settings, floor)
  const { service: auth, hasher } = parts
  const graphql = await openGraphql(settings, { auth, log, observe })
  const http = await createHttpServer({ auth, endpoints: graphql.onPublicPort, log, observe }, settings)
  const mail = joinMail(settings, floor)
  const jobs = runJobs([...listJobs(settings, floor, parts), ...deliverMail(mail)], { log, observe })
  const management = joinManagement(settings, floor, { auth, hasher, endpoints: graphql.onManagementPort })
  return {
    auth,
    http,
    management: management.server,
    log,
    deliverMail: () => deliverDueMails(mail),
    async [Symbol.asyncDispose]() {
      management.stop()
      await http.close()
      await graphql.stop()
      await jobs[Symbol.asyncDispose]()
      await parts.activity.flush().catch((err: unknown) => log.warn({ err }, 'the last activity was not stored'))
      mail.transport.close()
      await management.server?.close()
      await store[Symbol.asyncDispose]()
    },
  }
}

function listJobs(
  settings: Settings,
  { store, clock }: Floor,
  { service, signingKeys, roles, providers, activity }: Awaited<ReturnType<typeof joinService>>,
): Job[] {
  return [
    rotateKeys(signingKeys),
    reloadRoles(roles),
    refreshProviders(providers),
    fillUsernameSkeletons(store),
    enableUsers(service),
    ...keepStatistics({ store, clock, activity }),
    expireRows({ store, clock, auditSeconds: settings.AUDIT_RETENTION, mailSeconds: settings.MAIL_RETENTION }),
  ]
}

/** The public schema and, unless ADMIN is off, that of the administrators. */
async function openGraphql(settings: Settings, needs: Parameters<typeof createApollo>[0]) {
  const apollo = createApollo(needs, buildSchema, settings)
  await apollo.start()
  const own = { apollo, path: '/graphql', hasCookies: true }
  if (settings.ADMIN === 'off') return { onPublicPort: [own], onManagementPort: [], stop: () => apollo.stop() }
  // Loaded only where it is served.
  const { buildAdminSchema } = await import('./graphql/admin/schema.js')
  const adminApollo = createApollo(needs, buildAdminSchema, settings)
  await adminApollo.start()
  const admin = { apollo: adminApollo, path: settings.ADMIN_PATH, hasCookies: false }
  const isPublic = settings.ADMIN === 'public'
  return {
    onPublicPort: isPublic ? [own, admin] : [own],
    onManagementPort: isPublic ? [] : [admin],
    stop: async () => void (await Promise.all([apollo.stop(), adminApollo.stop()])),
  }
}

/** Answers until everything else has stopped, so that the stop can be watched. */
function joinManagement(
  settings: Settings,
  { metrics, store, clock }: Floor,
  { auth, hasher, endpoints }: { auth: AuthService; hasher: PasswordHasher; endpoints: readonly GraphqlEndpoint[] },
) {
  let isStopping = false
  const stop = () => {
    isStopping = true
  }
  if (metrics === null) return { server: null, stop }
  const backlog: Gauged['backlog'] = async () => {
    const now = clock.now()
    const { waiting, dueSince } = await findBacklog(store.read, store.read.tables.outboxMessages, { now, max: 10_000 })
    return { waiting, overdueSeconds: dueSince === null ? 0 : secondsUntil(now, dueSince) }
  }
  metrics.watch({ engine: store.engine, hashing: hasher, connections: () => store.connections(), backlog })
  const health = { ping: () => auth.ping(), isStopping: () => isStopping }
  return { server: createManagementServer({ metrics, health, auth, endpoints }, settings), stop }
}

function joinMail(settings: Settings, floor: Floor): DeliverNeeds {
  const [, messageIdDomain = 'localhost'] = settings.MAIL_FROM.address.split('@')
  const templates = createTemplates(settings.MAIL_TEMPLATES)
  const transport = openMailTransport(settings, floor.log)
  return { ...floor, templates, transport: traceTransport(transport), messageIdDomain }
}
