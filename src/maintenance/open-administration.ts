import { type AdministrationService, createAdministrationService } from '../administration/service.js'
import { requireRootKeys } from '../config/secret-key.js'
import type { Settings } from '../config/settings.js'
import { mailedLinksOf } from '../email-verification/send-proof.js'
import { systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { createSecrets } from '../platform/secrets.js'
import { openRoleDirectory } from '../roles/role-directory.js'
import { sessionLifetimesOf } from '../sessions/session.js'
import { secondFactorPolicyOf } from '../sign-in/second-factor-policy.js'
import { registrationRulesOf } from '../users/registration-rules.js'
import { openDatabase } from './open-database.js'

export interface OpenAdministration extends AsyncDisposable {
  readonly service: AdministrationService
}

/** What administrators can do, on a database whose servers may run. Servers send the mails that it writes. */
export async function openAdministration(settings: Settings, log: Log): Promise<OpenAdministration> {
  const secrets = createSecrets(requireRootKeys(settings, log))
  const store = await openDatabase(settings, log)
  // A database that no server has opened yet has no built-in role.
  await openRoleDirectory({ store, clock: systemClock })
  const service = createAdministrationService({
    store,
    clock: systemClock,
    secrets,
    lifetimes: sessionLifetimesOf(settings),
    registration: registrationRulesOf(settings),
    secondFactor: secondFactorPolicyOf(settings),
    recentSeconds: settings.RECENT_AUTHENTICATION,
    emailCodes: { digits: settings.EMAIL_CODE_LENGTH, lifetimeSeconds: settings.EMAIL_CODE_LIFETIME },
    links: mailedLinksOf(settings),
  })
  return { service, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}
