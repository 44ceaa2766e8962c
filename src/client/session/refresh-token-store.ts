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

/** A storage that may fail, with a copy in memory, and one step at a time so that a late write undoes no clearing. */
export class RefreshTokenStore {
  readonly #storage: RefreshTokenStorage
  #copy: string | null = null
  #isBehind = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(storage: RefreshTokenStorage) {
    this.#storage = storage
  }

  /** What the storage has, since another tab may have written it; the copy when it fails, has nothing or is behind. */
  get(): Promise<string | null> {
    return this.#inTurn(async () => {
      if (this.#isBehind) return this.#copy
      const stored = await this.#storage.get()
      return stored ?? this.#copy
    }).catch(() => this.#copy)
  }

  set(token: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#copy = token
      this.#isBehind = true
      await this.#storage.set(token)
      this.#isBehind = false
    }).catch(() => undefined)
  }

  /** With `only`: unless another token has taken its place. */
  clear(only?: string): Promise<void> {
    return this.#inTurn(async () => {
      if (only === undefined || this.#copy === only) this.#copy = null
      this.#isBehind = this.#copy !== null && this.#isBehind
      if (only === undefined || (await this.#storage.get()) === only) await this.#storage.clear()
    }).catch(() => undefined)
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(step, step)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
