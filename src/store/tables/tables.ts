import { defineAuditTables } from './audit.js'
import type { ColumnKit } from './column-kit.js'
import { defineCopyStateTables } from './copy-states.js'
import { defineEmailProofTables } from './email-proofs.js'
import { defineIdentityTables } from './identities.js'
import { defineIncompleteRegistrationTables } from './incomplete-registrations.js'
import { defineMailTables } from './mails.js'
import { definePasskeyTables } from './passkeys.js'
import { definePasswordTables } from './passwords.js'
import { definePendingRegistrationTables } from './pending-registrations.js'
import { definePendingSignInTables } from './pending-sign-ins.js'
import { defineRoleTables } from './roles.js'
import { defineSecondFactorTables } from './second-factors.js'
import { defineSessionTables } from './sessions.js'
import { defineSigningKeyTables } from './signing-keys.js'
import { defineStatisticsTables } from './statistics.js'
import { defineThrottleTables } from './throttles.js'
import { defineTrustedDeviceTables } from './trusted-devices.js'
import { defineUserTables } from './users.js'

export type Tables = ReturnType<typeof defineTables>

/**
 * Every table, declared once for both engines. Databases are copied in this order, so a table comes after those that it
 * refers to. The signing keys come first, because they identify the source of a copy.
 */
export function defineTables(kit: ColumnKit) {
  const userTables = defineUserTables(kit)
  const { users } = userTables
  return {
    ...defineSigningKeyTables(kit),
    ...userTables,
    ...definePasswordTables(kit, users),
    ...defineRoleTables(kit, users),
    ...defineSessionTables(kit, users),
    ...defineSecondFactorTables(kit, users),
    ...definePasskeyTables(kit, users),
    ...definePendingSignInTables(kit, users),
    ...defineTrustedDeviceTables(kit, users),
    ...defineIdentityTables(kit, users),
    ...definePendingRegistrationTables(kit),
    ...defineIncompleteRegistrationTables(kit),
    ...defineThrottleTables(kit),
    ...defineAuditTables(kit),
    ...defineStatisticsTables(kit),
    ...defineMailTables(kit),
    ...defineEmailProofTables(kit),
    ...defineCopyStateTables(kit),
  }
}
