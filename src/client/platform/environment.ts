/** Time and timers. Only differences between times are used, so the clock may be wrong. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number
  /** Calls `run` once after this time. Returns a handle for `clearTimeout`. */
  setTimeout(run: () => void, milliseconds: number): unknown
  /** Cancels a timer. */
  clearTimeout(timer: unknown): void
}

/** The part of the Web Locks API that the client uses. */
export interface Locks {
  /** Waits for the lock, runs `run`, and releases the lock. Rejects when the signal aborts the wait. */
  request(name: string, options: { signal: AbortSignal }, run: () => Promise<void>): Promise<unknown>
}

/** The part of BroadcastChannel that the client uses. */
export interface Channel {
  /** Sends a message to the other tabs. */
  postMessage(message: unknown): void
  /** Called for each message of another tab. */
  onmessage: ((event: { data: unknown }) => void) | null
  /** Leaves the channel. */
  close(): void
}

/** The part of localStorage that the client uses. */
export interface KeyValueStorage {
  /** The stored value. Null if there is none. */
  getItem(key: string): string | null
  /** Stores a value. */
  setItem(key: string, value: string): void
  /** Deletes a value. */
  removeItem(key: string): void
}

/** What the client uses of its platform. Replace parts of it in tests and on platforms that lack them. */
export interface ClientEnvironment {
  /** Time and timers. Default: those of the platform. */
  clock: Clock
  /** A number from 0 up to, not including, 1, for the length of pauses. Default: `Math.random`. */
  random(): number
  /** Random bytes that cannot be guessed. Default: `crypto.getRandomValues`. */
  randomBytes(length: number): Uint8Array
  /** Web Locks. Null: each tab refreshes for itself. Default: those of the browser. */
  locks: Locks | null
  /** Opens a channel to the other tabs. Null: tabs exchange no messages. Default: BroadcastChannel. */
  openChannel: ((name: string) => Channel) | null
  /** Keeps what a reload must not lose: an unsent logout, an unanswered refresh. Default: localStorage. */
  localStorage: KeyValueStorage | null
}

const systemClock: Clock = {
  // It goes on while the device sleeps, which performance.now() does not everywhere.
  now: () => Date.now(),
  setTimeout: (run, milliseconds) => globalThis.setTimeout(run, milliseconds),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as ReturnType<typeof globalThis.setTimeout>),
}

export function hasDocument(): boolean {
  return 'document' in globalThis
}

/** The given parts, and for the others those of the platform. Throws only where secure random numbers are missing. */
export function createEnvironment(given: Partial<ClientEnvironment> = {}): ClientEnvironment {
  return {
    clock: given.clock ?? systemClock,
    random: given.random ?? Math.random,
    randomBytes: given.randomBytes ?? findRandomBytes(),
    locks: given.locks === undefined ? findLocks() : given.locks,
    openChannel: given.openChannel === undefined ? findChannels() : given.openChannel,
    localStorage: given.localStorage === undefined ? findLocalStorage() : given.localStorage,
  }
}

/** 128 random bits in hexadecimal. */
export function createId({ randomBytes }: Pick<ClientEnvironment, 'randomBytes'>): string {
  return Array.from(randomBytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A refresh attempt that can be guessed would let a thief repeat a refresh. So `Math.random` is no substitute. */
function findRandomBytes(): ClientEnvironment['randomBytes'] {
  const { crypto } = globalThis as { crypto?: { getRandomValues(bytes: Uint8Array): Uint8Array } }
  if (crypto === undefined) {
    throw new TypeError('This platform has no crypto.getRandomValues. Give createAuthClient environment.randomBytes.')
  }
  return (length) => crypto.getRandomValues(new Uint8Array(length))
}

function findLocks(): Locks | null {
  const { navigator } = globalThis as { navigator?: { locks?: Locks } }
  return navigator?.locks ?? null
}

function findChannels(): ClientEnvironment['openChannel'] {
  if (!('BroadcastChannel' in globalThis)) return null
  return (name) => {
    const channel = new BroadcastChannel(name) as unknown as Channel & { unref?(): void }
    // An open channel would keep a Node process alive.
    channel.unref?.()
    return channel
  }
}

function findLocalStorage(): KeyValueStorage | null {
  if (!hasDocument()) return null
  try {
    return (globalThis as { localStorage?: KeyValueStorage }).localStorage ?? null
  } catch {
    // Reading the property throws where the browser forbids storage.
    return null
  }
}
