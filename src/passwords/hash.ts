import { createHmac } from 'node:crypto'
import bcrypt from 'bcrypt'
import type { Place } from './fair-order.js'
import { HashQueue } from './hash-queue.js'
import { ownScheme, type ReadableHash, readStoredHash } from './stored-hash.js'

/**
 * bcrypt reads 72 bytes, so the password goes through HMAC-SHA-384 first: 64 characters of base64, to which every byte
 * of a long passphrase counts. The key is public. It makes the stored values of this product useless for trying plain
 * digests that leaked elsewhere ("password shucking").
 */
const prehashKey = 'latchkey password v1'

/** The work on a password, once its slot in the queue has come. */
export interface PasswordWorker {
  hash(password: string): Promise<string>
  /**
   * `hash` is null for an unknown user and for a user without a password: never a match. The work is the same as for a
   * wrong password of any user. That holds for a damaged hash and for one of lower cost too.
   */
  matches(password: string, hash: string | null): Promise<boolean>
}

export interface PasswordHasher {
  /**
   * Runs `work` in its turn; see {@link HashQueue}. Throws `Unavailable` when too many wait: a flood of passwords
   * must not cost other requests time or memory.
   */
  inTurn<T>(place: Place, work: (worker: PasswordWorker) => Promise<T>): Promise<T>
  /**
   * Whether a new hash would have another scheme or a higher cost. False for a plain bcrypt hash of a password longer
   * than 72 bytes: bcrypt ignored the rest, so the typed password may differ from the one that the user chose.
   */
  isOutdated(hash: string, password: string): boolean
  readonly running: number
  readonly waiting: number
}

type Comparable = Pick<ReadableHash, 'isOwnScheme' | 'hash'>

/** Salt of decoy hashes; their result is discarded. */
const anySalt = '.'.repeat(22)
/** Weight of the latest hash in the moving average. */
const smoothing = 0.2

interface Options {
  cost: number
  concurrency: number
  queue: number
}

export async function createPasswordHasher({ cost, concurrency, queue }: Options): Promise<PasswordHasher> {
  let averageMs = 0
  const turns = new HashQueue({ concurrency, queue, averageMs: () => averageMs })
  const hash = (password: string) => bcrypt.hash(prehash(password), cost)
  const measured = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const result = await work()
    const tookMs = performance.now() - startedAt
    averageMs = averageMs === 0 ? tookMs : averageMs + smoothing * (tookMs - averageMs)
    return result
  }
  const decoy = { isOwnScheme: true, hash: await measured(() => hash('nobody has this password')) }
  const worker: PasswordWorker = {
    hash: (password) => measured(async () => ownScheme + (await hash(password))),
    matches: (password, stored) => measured(() => matches(password, stored, { decoy, cost })),
  }
  return {
    inTurn: (place, work) => turns.run(place, () => work(worker)),
    isOutdated(stored, password) {
      const known = readStoredHash(stored)
      if (known.kind === 'bcrypt' && known.isOwnScheme) return known.cost < cost
      return Buffer.byteLength(password) <= 72
    },
    get running() {
      return turns.running
    },
    get waiting() {
      return turns.waiting
    },
  }
}

async function matches(
  password: string,
  stored: string | null,
  { decoy, cost }: { decoy: Comparable; cost: number },
): Promise<boolean> {
  const known = stored === null ? null : readStoredHash(stored)
  const isKnown = known?.kind === 'bcrypt'
  const isSame = await compare(password, isKnown ? known : decoy)
  if (isSame && isKnown) return true
  await makeUp(isKnown ? known.cost : cost, cost)
  return false
}

function compare(password: string, { isOwnScheme, hash }: Comparable): Promise<boolean> {
  return bcrypt.compare(isOwnScheme ? prehash(password) : password, hash)
}

function prehash(password: string): string {
  return createHmac('sha384', prehashKey).update(password.normalize('NFKC'), 'utf8').digest('base64')
}

/** Each cost takes twice the work of the one below, so one hash of each adds up to the difference. */
async function makeUp(from: number, to: number): Promise<void> {
  // A random salt would take two more tasks of the thread pool.
  for (let cost = from; cost < to; cost++) await bcrypt.hash('', `$2b$${String(cost).padStart(2, '0')}$${anySalt}`)
}
