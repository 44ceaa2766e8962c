import { asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from './engine/store.js'
import type { SigningKeyRow } from './tables/signing-keys.js'

/** Oldest first. */
export async function listSigningKeys(db: Reader): Promise<SigningKeyRow[]> {
  const { signingKeys } = db.tables
  return db.select().from(signingKeys).orderBy(asc(signingKeys.sequence))
}

/** False when another instance has published the key with this sequence. */
export async function insertSigningKey(tx: Writer, key: SigningKeyRow): Promise<boolean> {
  const { signingKeys } = tx.tables
  const inserted = await tx
    .insert(signingKeys)
    .values(key)
    .onConflictDoNothing()
    .returning({ sequence: signingKeys.sequence })
  return inserted.length > 0
}

export async function deleteSigningKey(tx: Writer, sequence: number): Promise<boolean> {
  const { signingKeys } = tx.tables
  const deleted = await tx
    .delete(signingKeys)
    .where(eq(signingKeys.sequence, sequence))
    .returning({ sequence: signingKeys.sequence })
  return deleted.length > 0
}

export async function replaceSealedKey(tx: Writer, sequence: number, sealedPrivateKey: Buffer): Promise<void> {
  const { signingKeys } = tx.tables
  await tx
    .update(signingKeys)
    .set({ sealedPrivateKey })
    .where(eq(signingKeys.sequence, sequence))
    .returning({ sequence: signingKeys.sequence })
}
