import type { AuthClientOptions } from '../types.js'

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
export interface Memo {
  /** The stored value. Null if there is none. */
  getItem(key: string): string | null
  /** Stores a value. */
  setItem(key: string, value: string): void
  /** Deletes a value. */
  removeItem(key: string): void
}

export interface Surroundings {
  fetch: typeof fetch
  clock: Clock
  random(): number
  /** 128 random bits or more, in hexadecimal. */
  randomId(): string
  locks: Locks | null
  openChannel: ((name: string) => Channel) | null
  memo: Memo | null
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

/** What the options give, and else what this platform has. Nothing here throws on a platform that has none of it. */
export function surroundingsOf(options: AuthClientOptions): Surroundings {
  return {
    // Looked up at each call: it may be replaced later, and must not be called as a method of something else.
    fetch: options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request)),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    randomId: () => createId(options.random ?? null),
    locks: options.locks === undefined ? ownLocks() : options.locks,
    openChannel: options.channel === undefined ? ownChannel() : options.channel,
    memo: options.memo === undefined ? ownMemo() : options.memo,
  }
}

/** React Native has no `crypto`; there the attempt only has to differ from those of other clients. */
function createId(random: (() => number) | null): string {
  const { crypto } = globalThis as { crypto?: { getRandomValues(bytes: Uint8Array): Uint8Array } }
  const bytes = new Uint8Array(16)
  if (random === null && crypto !== undefined) crypto.getRandomValues(bytes)
  else for (const place of bytes.keys()) bytes[place] = Math.floor((random ?? Math.random)() * 256)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function ownLocks(): Locks | null {
  const { navigator } = globalThis as { navigator?: { locks?: Locks } }
  return navigator?.locks ?? null
}

function ownChannel(): ((name: string) => Channel) | null {
  if (!('BroadcastChannel' in globalThis)) return null
  return (name) => {
    const channel = new BroadcastChannel(name) as unknown as Channel & { unref?(): void }
    // An open channel would keep a Node process alive.
    channel.unref?.()
    return channel
  }
}

function ownMemo(): Memo | null {
  if (!hasDocument()) return null
  try {
    return (globalThis as { localStorage?: Memo }).localStorage ?? null
  } catch {
    // Reading the property throws where the browser forbids storage.
    return null
  }
}
