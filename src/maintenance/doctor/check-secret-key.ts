import { existsSync } from 'node:fs'
import { requireRootKeys } from '../../config/secret-key.js'
import type { Settings } from '../../config/settings.js'
import type { Log } from '../../platform/log.js'
import { type Finding, fault, ok, reasonOf } from './finding.js'

const check = 'secret key'

export function checkSecretKey(settings: Settings, log: Log): Finding {
  const isGiven = settings.SECRET_KEY.length > 0
  // The first start creates both the key and the database.
  if (!isGiven && !existsSync(settings.DATABASE_URL.slice('file:'.length)))
    return ok(check, 'The first start creates the key, or reads the one that is there.')
  try {
    requireRootKeys(settings, log)
    return ok(check, isGiven ? 'SECRET_KEY is given.' : 'The key is in secret.key, next to the database.')
  } catch (error) {
    return fault(
      check,
      reasonOf(error),
      'Restore the file secret.key of this database, and let only its owner read it.',
    )
  }
}
