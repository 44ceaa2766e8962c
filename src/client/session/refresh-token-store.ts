import type { RefreshTokenStorage } from '../types.js'

/** A storage in memory: the token is gone when the page or the process ends. */
export function memoryStorage(): RefreshTokenStorage {
  let kept: string | null = null
  return {
    shared: false,
    get: () => kept,
    set(token) {
      kept = token
    },
    clear() {
      kept = null
    },
  }
}

/** Between the token and the attempt of its refresh. Neither has this character. */
const separator = '~'

function tokenOf(text: string | null): string | null {
  return text?.split(separator)[0] ?? null
}

function attemptOf(text: string): string | null {
  return text.split(separator)[1] ?? null
}

/**
 * The refresh token and the attempt of its refresh, which survives a crash and is the same in all tabs. Both are written
 * when the token arrives, and never during a refresh: a late write would bring the older token back.
 *
 * Each change reads, decides and writes without a pause where the storage is synchronous. So tabs without a lock never
 * write an older token over a newer one. If the storage fails, this tab goes on with its copy.
 */
export class RefreshTokenStore {
  readonly #storage: RefreshTokenStorage
  readonly #createId: () => string
  #copy: string | null = null
  /** What the storage had before this tab wrote its copy. A storage that has it again has lost the copy. */
  #replaced: string | null | undefined
  /** Whether the storage has returned a text that this tab did not replace. Then a missing text was deleted. */
  #isWorking = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(storage: RefreshTokenStorage, createId: () => string) {
    this.#storage = storage
    this.#createId = createId
  }

  async get(): Promise<string | null> {
    return tokenOf(await this.#change((text) => text))
  }

  /** The token and the attempt to replace it. Null without a token. */
  async begin(): Promise<{ token: string; attempt: string } | null> {
    // A token that another program has stored has no attempt yet.
    const text = await this.#change((kept) => (kept === null || attemptOf(kept) !== null ? kept : this.#textOf(kept)))
    const token = tokenOf(text)
    const attempt = text === null ? null : attemptOf(text)
    return token === null || attempt === null ? null : { token, attempt }
  }

  /** The token of a new session. */
  async set(token: string): Promise<void> {
    await this.#change(() => this.#textOf(token))
  }

  /** Stores the successor, unless another tab has stored it, or has signed in or out. */
  async replace(presented: string, successor: string): Promise<void> {
    await this.#change((text) => (tokenOf(text) === presented ? this.#textOf(successor) : text))
  }

  /** With `only`: unless another token has taken its place. */
  async clear(only?: string): Promise<void> {
    await this.#change((text) => (only === undefined || tokenOf(text) === only ? null : text))
  }

  #textOf(token: string): string {
    return token + separator + this.#createId()
  }

  /** One change at a time in this tab. Resolves with the text after it. */
  #change(change: (text: string | null) => string | null): Promise<string | null> {
    const done = this.#last.then(async () => {
      const reading = this.#read()
      // An `await` here would be a pause for a synchronous storage too.
      const stored = isPending(reading) ? await reading.catch(() => undefined) : reading
      const before = this.#newest(stored)
      const after = change(before)
      this.#copy = after
      if (after !== before) this.#replaced = stored
      if (after !== stored) await this.#write(after).catch(() => undefined)
      return after
    })
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Undefined if the storage fails. */
  #read(): Promise<string | null> | string | null | undefined {
    try {
      return this.#storage.get()
    } catch {
      return undefined
    }
  }

  /** The text of the storage, because another tab may have written it, unless the storage has lost the copy. */
  #newest(stored: string | null | undefined): string | null {
    const isDeleted = stored === null && this.#isWorking
    if (stored === undefined || (stored === this.#replaced && !isDeleted)) return this.#copy
    this.#isWorking ||= stored !== null
    return stored
  }

  async #write(text: string | null): Promise<void> {
    await (text === null ? this.#storage.clear() : this.#storage.set(text))
  }
}

function isPending<T>(value: Promise<T> | T): value is Promise<T> {
  return value !== null && typeof value === 'object'
}
