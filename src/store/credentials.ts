import { eq } from 'drizzle-orm'
import type { Writer } from './engine/store.js'
import type { Tables } from './tables/tables.js'

/** Everything by which a user proves who they are. Sessions and pending sign-ins are no credentials. */
export function credentialTables({
  passwordCredentials,
  totpCredentials,
  totpSetups,
  recoveryCodes,
  passkeys,
  identities,
}: Tables) {
  return [passwordCredentials, totpCredentials, totpSetups, recoveryCodes, passkeys, identities] as const
}

/** Deletes the password and every factor of the user. */
export async function deleteCredentials(tx: Writer, userId: string): Promise<void> {
  for (const table of credentialTables(tx.tables)) {
    await tx.delete(table).where(eq(table.userId, userId)).returning({ userId: table.userId })
  }
}
