import { eq } from 'drizzle-orm'
import { hotQuery, type Reader, textParam, type Writer } from './engine/store.js'
import type { TrustedDevice } from './tables/trusted-devices.js'

const readById = hotQuery('trusted_device_by_id', (db: Reader) => {
  const { trustedDevices } = db.tables
  return db
    .select()
    .from(trustedDevices)
    .where(eq(trustedDevices.id, textParam('id')))
})

/** Also a device whose time is over. */
export async function findTrustedDevice(db: Reader, id: string): Promise<TrustedDevice | null> {
  const [device] = await readById(db, { id })
  return device ?? null
}

/** Inserts the device, or begins its time anew. */
export async function replaceTrustedDevice(tx: Writer, device: TrustedDevice): Promise<void> {
  const { trustedDevices } = tx.tables
  const { id, ...rest } = device
  await tx
    .insert(trustedDevices)
    .values(device)
    .onConflictDoUpdate({ target: trustedDevices.id, set: rest })
    .returning()
}

/** Deletes all trusted devices of the user. Returns how many. */
export async function deleteTrustedDevices(tx: Writer, userId: string): Promise<number> {
  const { trustedDevices } = tx.tables
  const deleted = await tx
    .delete(trustedDevices)
    .where(eq(trustedDevices.userId, userId))
    .returning({ id: trustedDevices.id })
  return deleted.length
}
