import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Writer } from './engine/store.js'
import type { IdTokenUse, ProviderSignIn } from './tables/identities.js'

export async function insertProviderSignIn(tx: Writer, signIn: ProviderSignIn): Promise<void> {
  await tx.insert(tx.tables.providerSignIns).values(signIn)
}

/** Takes the answer of the provider. Null when there is no such sign-in, it is too old, or it was answered before. */
export async function consumeState(
  tx: Writer,
  { stateHash, provider }: { stateHash: string; provider: string },
  now: Date,
): Promise<ProviderSignIn | null> {
  const { providerSignIns: signIns } = tx.tables
  const isOpen = and(isNull(signIns.answeredAt), gt(signIns.expiresAt, now))
  const [consumed] = await tx
    .update(signIns)
    .set({ answeredAt: now })
    .where(and(eq(signIns.stateHash, stateHash), eq(signIns.provider, provider), isOpen))
    .returning()
  return consumed ?? null
}

/** Stores what the provider told, until the client fetches it with the one-time code. */
export async function replaceProviderAnswer(
  tx: Writer,
  stateHash: string,
  answer: Pick<ProviderSignIn, 'codeHash' | 'sealedProfile' | 'expiresAt'>,
): Promise<void> {
  const { providerSignIns: signIns } = tx.tables
  await tx
    .update(signIns)
    .set(answer)
    .where(eq(signIns.stateHash, stateHash))
    .returning({ stateHash: signIns.stateHash })
}

/** Uses the one-time code up. Null when there is none, or another request did. */
export async function consumeProviderCode(tx: Writer, codeHash: string): Promise<ProviderSignIn | null> {
  const { providerSignIns: signIns } = tx.tables
  const [consumed] = await tx.delete(signIns).where(eq(signIns.codeHash, codeHash)).returning()
  return consumed ?? null
}

/** Notes the use of an ID token. False when it was used before. */
export async function insertIdTokenUse(tx: Writer, use: IdTokenUse): Promise<boolean> {
  const { idTokenUses } = tx.tables
  const inserted = await tx.insert(idTokenUses).values(use).onConflictDoNothing().returning()
  return inserted.length > 0
}
