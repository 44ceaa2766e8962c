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
/** What other systems store: bcrypt of the plain password. */
const plainBcrypt = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/

/** Works on a password once it is its turn. */
export interface PasswordWorker {
  hash(password: string): Promise<string>
  /**
   * Null stands for a user without a password, or none at all. Never a match, and the same work as a wrong password
   * for anybody, whose hash may be damaged or of a lower cost.
   */
  matches(password: string, hash: string | null): Promise<boolean>
}

export interface PasswordHasher {
  /**
   * Runs `work` when fewer than `concurrency` others run. Throws `Unavailable` at once when `queue` wait already, or so
   * many that the turn would come too late, so that a flood of passwords costs the others neither time nor memory; and
   * after five seconds when the turn has not come.
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

/** Of work whose result nobody sees. */
const anySalt = '.'.repeat(22)
/** Longer than a flood may be felt after its end, and longer than most people wait. */
const longestWaitMs = 4000
/** After which the estimate was wrong: a database that does not answer holds up those whose turn it is. */
const patienceMs = 5000
/** How much the latest hash counts in the average. */
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
      // What is active counts too: p-limit starts nothing in the same tick, so all of a burst are pending at first.
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

/** Whoever has given up is passed over. */
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
  // The library knows $2y$, which PHP writes for the same algorithm, only as $2b$.
  return bcrypt.compare(password, stored.replace(/^\$2y\$/, '$2b$'))
}

function prehash(password: string): string {
  return createHmac('sha384', prehashKey).update(password.normalize('NFKC'), 'utf8').digest('base64')
}

/** Null when the text is no hash that anything can match. */
function costOf(stored: string): number | null {
  const digits = plainBcrypt.exec(stored.startsWith(scheme) ? stored.slice(scheme.length) : stored)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Each cost is twice the work of the one below, so one more hash of each adds up to the difference. */
async function makeUp(from: number, to: number): Promise<void> {
  // To make a salt would take two more turns of the thread pool.
  for (let cost = from; cost < to; cost++) await bcrypt.hash('', `$2b$${String(cost).padStart(2, '0')}$${anySalt}`)
}
