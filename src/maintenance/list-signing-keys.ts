import type { Settings } from '../config/settings.js'
import { type Clock, systemClock } from '../platform/clock.js'
import type { Log } from '../platform/log.js'
import { listSigningKeys as listRows } from '../store/signing-keys.js'
import { openDatabase } from './open-database.js'

export interface ListedSigningKey {
  kid: string
  algorithm: string
  publishedAt: Date
  /** The time from which it signs new tokens. */
  signsFrom: Date
  /** `next`: published, so that others can load it before it signs. `retired`: verifies older tokens. */
  state: 'next' | 'signing' | 'retired'
}

/** The oldest first. Each private key stays sealed. */
export async function listSigningKeys(
  settings: Settings,
  log: Log,
  clock: Clock = systemClock,
): Promise<ListedSigningKey[]> {
  await using store = await openDatabase(settings, log)
  const rows = await listRows(store.read)
  const now = clock.now()
  const current = rows.findLast(({ signsFrom }) => signsFrom <= now)
  return rows.map(({ kid, algorithm, publishedAt, signsFrom }) => {
    const state = kid === current?.kid ? 'signing' : signsFrom > now ? 'next' : 'retired'
    return { kid, algorithm, publishedAt, signsFrom, state }
  })
}
