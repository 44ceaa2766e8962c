import { loadSettings } from '../../config/config.js'
import { ConfigurationError } from '../../config/mistakes.js'
import type { Environment } from '../../config/setting.js'
import type { Settings } from '../../config/settings.js'
import { type Clock, systemClock } from '../../platform/clock.js'
import type { Log } from '../../platform/log.js'
import { checkPort, checkPublicUrl } from './check-addresses.js'
import { checkDatabase } from './check-database.js'
import { checkMailServer, checkTemplates } from './check-mail.js'
import { checkClaims, checkProviders } from './check-providers.js'
import { checkSecretKey } from './check-secret-key.js'
import { type Finding, fault, ok } from './finding.js'

interface Needs {
  log: Log
  /** The time of the machine if left out. */
  clock?: Clock
}

/**
 * Looks for everything that keeps a server from its work, and changes nothing. Mistakes in the settings come alone: without
 * settings nothing else can be examined.
 */
export async function examine(environment: Environment, { log, clock = systemClock }: Needs): Promise<Finding[]> {
  const settings = await readSettings(environment)
  return Array.isArray(settings) ? settings : examineParts(settings as Settings, { log, clock })
}

async function readSettings(environment: Environment): Promise<Settings | Finding[]> {
  try {
    return await loadSettings(environment)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const remedy = 'Correct the setting: docs/configuration.md'
    return error.message.split('\n').map((sentence) => fault('settings', sentence, remedy))
  }
}

async function examineParts(settings: Settings, needs: Required<Needs>): Promise<Finding[]> {
  const secretKey = checkSecretKey(settings, needs.log)
  // Without the key nothing in the database can be read.
  const database = secretKey.state === 'fault' ? [] : checkDatabase(settings, needs)
  const parts = await Promise.all([
    database,
    checkMailServer(settings),
    checkPublicUrl(settings),
    checkPort(settings),
    checkProviders(settings, needs),
  ])
  return [
    ok('settings', 'The settings can be read.'),
    secretKey,
    ...parts.flat(),
    checkTemplates(settings),
    checkClaims(settings),
  ]
}
