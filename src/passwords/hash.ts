import { createHmac } from 'node:crypto'
import bcrypt from 'bcrypt'
import pLimit from 'p-limit'
import { Unavailable } from '../platform/unavailable.js'

/**
 * bcrypt reads 72 bytes, so the password goes through HMAC-SHA-384 first: 64 characters of base64, to which every byte
 * of a long passphrase counts. The key is public. It makes the stored values of this product useless for trying plain
 * digests that leaked elsewhere ("password shucking").
 */
const prehashKey = 'latchkey password v1'
const scheme = 'lk1:'
/** What other systems store: bcrypt of the plain password. */
const plainBcrypt = /^\$2[aby]\$(\d\d)\$/

/** Works on a password once it is its turn. */
export interface PasswordWorker {
  hash(password: string): Promise<string>
  /** Null stands for a user without a password, or none at all: the same work, and never a match. */
  matches(password: string, hash: string | null): Promise<boolean>
}

export interface PasswordHasher {
  /**
   * Runs `work` when fewer than `concurrency` others run. Throws `Unavailable` at once when `queue` wait already, so
   * that a flood of passwords costs the others neither time nor memory.
   */
  inTurn<T>(work: (worker: PasswordWorker) => Promise<T>): Promise<T>
  /**
   * Whether a hash of today would be of another kind or cost more. Not for a plain bcrypt hash of a password beyond its
   * 72 bytes: what was typed may then differ from what the user once chose.
   */
  isOutdated(hash: string, password: string): boolean
  readonly running: number
  readonly waiting: number
}

interface Options {
  cost: number
  concurrency: number
  queue: number
}

export async function createPasswordHasher({ cost, concurrency, queue }: Options): Promise<PasswordHasher> {
  const turns = pLimit(concurrency)
  const hash = async (password: string) => scheme + (await bcrypt.hash(prehash(password), cost))
  const decoy = await hash('nobody has this password')
  const worker: PasswordWorker = {
    hash,
    async matches(password, stored) {
      const isSame = await compare(password, stored ?? decoy)
      return isSame && stored !== null
    },
  }
  return {
    async inTurn(work) {
      // What is active counts too: p-limit starts nothing in the same tick, so all of a burst are pending at first.
      if (turns.activeCount + turns.pendingCount >= concurrency + queue) {
        throw new Unavailable('Too many passwords are waiting.', 1, 'passwords')
      }
      return turns(() => work(worker))
    },
    isOutdated(stored, password) {
      if (stored.startsWith(scheme)) return costOf(stored.slice(scheme.length)) < cost
      return Buffer.byteLength(password) <= 72
    },
    get running() {
      return turns.activeCount
    },
    get waiting() {
      return turns.pendingCount
    },
  }
}

async function compare(password: string, stored: string): Promise<boolean> {
  if (stored.startsWith(scheme)) return bcrypt.compare(prehash(password), stored.slice(scheme.length))
  // The library knows $2y$, which PHP writes for the same algorithm, only as $2b$.
  return bcrypt.compare(password, stored.replace(/^\$2y\$/, '$2b$'))
}

function prehash(password: string): string {
  return createHmac('sha384', prehashKey).update(password.normalize('NFKC'), 'utf8').digest('base64')
}

function costOf(bcryptHash: string): number {
  return Number(plainBcrypt.exec(bcryptHash)?.[1])
}
