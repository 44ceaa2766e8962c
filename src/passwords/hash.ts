import { createHmac } from 'node:crypto'
import bcrypt from 'bcrypt'
import pLimit, { type LimitFunction } from 'p-limit'
import { Unavailable } from '../platform/unavailable.js'

/**
 * bcrypt reads 72 bytes, so the password goes through HMAC-SHA-384 first: 64 characters of base64, to which every byte
 * of a long passphrase counts. The key is public. It makes the stored values of this product useless for trying plain
 * digests that leaked elsewhere ("password shucking").
 */
const prehashKey = 'latchkey password v1'
const scheme = 'lk1:'
/** The format of imported hashes: bcrypt of the plain password. */
const plainBcrypt = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/

/** The work on a password, once its slot in the queue has come. */
export interface PasswordWorker {
  hash(password: string): Promise<string>
  /**
   * `hash` is null for an unknown user and for a user without a password: never a match. The work is the same as for a
   * wrong password of any user, also if the stored hash is damaged or has a lower cost.
   */
  matches(password: string, hash: string | null): Promise<boolean>
}

export interface PasswordHasher {
  /**
   * Runs `work` when fewer than `concurrency` others run. Throws `Unavailable` at once if `queue` others wait already,
   * or if the wait would be too long: a flood of passwords must not cost other requests time or memory. Throws it after
   * five seconds in the queue too.
   */
  inTurn<T>(work: (worker: PasswordWorker) => Promise<T>): Promise<T>
  /**
   * Whether a new hash would have another scheme or a higher cost. False for a plain bcrypt hash of a password longer
   * than 72 bytes: bcrypt ignored the rest, so the typed password may differ from the one that the user chose.
   */
  isOutdated(hash: string, password: string): boolean
  readonly running: number
  readonly waiting: number
}

/** Salt of decoy hashes; their result is discarded. */
const anySalt = '.'.repeat(22)
/** Maximum estimated wait. A flood must not be felt for longer, and most people do not wait longer. */
const longestWaitMs = 4000
/** Maximum time in the queue. The estimate above covers hashing only; a slow database can make the wait longer. */
const patienceMs = 5000
/** Weight of the latest hash in the moving average. */
const smoothing = 0.2

interface Options {
  cost: number
  concurrency: number
  queue: number
}

export async function createPasswordHasher({ cost, concurrency, queue }: Options): Promise<PasswordHasher> {
  const turns = pLimit(concurrency)
  let averageMs = 0
  const hash = async (password: string) => scheme + (await bcrypt.hash(prehash(password), cost))
  const measured = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const result = await work()
    const tookMs = performance.now() - startedAt
    averageMs = averageMs === 0 ? tookMs : averageMs + smoothing * (tookMs - averageMs)
    return result
  }
  const decoy = await measured(() => hash('nobody has this password'))
  const worker: PasswordWorker = {
    hash: (password) => measured(() => hash(password)),
    matches: (password, stored) => measured(() => matches(password, stored, { decoy, cost })),
  }
  return {
    async inTurn(work) {
      // p-limit starts nothing in the same tick, so all passwords of a burst are pending at first.
      const ahead = turns.activeCount + turns.pendingCount
      const waitMs = (Math.max(0, ahead - concurrency) / concurrency) * averageMs
      if (ahead >= concurrency + queue || waitMs > longestWaitMs) throw tooManyWait(waitMs)
      return takeTurn(turns, () => work(worker))
    },
    isOutdated(stored, password) {
      if (stored.startsWith(scheme)) return (costOf(stored) ?? 0) < cost
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

/** A request that timed out in the queue does no work when its slot comes. */
function takeTurn<T>(turns: LimitFunction, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let refusal: Unavailable | null = null
    const timer = setTimeout(() => {
      refusal = tooManyWait(patienceMs)
      reject(refusal)
    }, patienceMs)
    const turn = turns(async () => {
      clearTimeout(timer)
      if (refusal !== null) throw refusal
      return work()
    })
    turn.then(resolve, reject)
  })
}

function tooManyWait(waitMs: number): Unavailable {
  return new Unavailable('Too many passwords are waiting.', Math.max(1, Math.ceil(waitMs / 1000)), 'passwords')
}

async function matches(
  password: string,
  stored: string | null,
  { decoy, cost }: { decoy: string; cost: number },
): Promise<boolean> {
  const known = stored === null ? null : costOf(stored)
  const isSame = await compare(password, known === null ? decoy : (stored as string))
  if (isSame && known !== null) return true
  await makeUp(known ?? cost, cost)
  return false
}

async function compare(password: string, stored: string): Promise<boolean> {
  if (stored.startsWith(scheme)) return bcrypt.compare(prehash(password), stored.slice(scheme.length))
  // PHP writes $2y$ for the algorithm that the library knows as $2b$.
  return bcrypt.compare(password, stored.replace(/^\$2y\$/, '$2b$'))
}

function prehash(password: string): string {
  return createHmac('sha384', prehashKey).update(password.normalize('NFKC'), 'utf8').digest('base64')
}

/** Null if the text is not a hash that a password can match. */
function costOf(stored: string): number | null {
  const digits = plainBcrypt.exec(stored.startsWith(scheme) ? stored.slice(scheme.length) : stored)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Each cost takes twice the work of the one below, so one hash of each adds up to the difference. */
async function makeUp(from: number, to: number): Promise<void> {
  // A random salt would take two more tasks of the thread pool.
  for (let cost = from; cost < to; cost++) await bcrypt.hash('', `$2b$${String(cost).padStart(2, '0')}$${anySalt}`)
}
