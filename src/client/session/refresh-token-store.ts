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

/** Between the token and the attempt to replace it. Neither has this character. */
const separator = '~'

function tokenOf(stored: string | null): string | null {
  return stored?.split(separator)[0] ?? null
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

  /** The token of the storage, because another tab may have written it; the copy if the storage fails or is behind. */
  async get(): Promise<string | null> {
    return tokenOf(await this.#inTurn(() => this.#read()).catch(() => this.#copy))
  }

  /**
   * The token and the attempt to replace it. Both are stored together until another token takes their place. So the
   * attempt survives a crash and is the same in all tabs. Null without a token.
   */
  async begin(randomId: () => string): Promise<{ token: string; attempt: string } | null> {
    const stored = await this.#inTurn(() => this.#read()).catch(() => this.#copy)
    const token = tokenOf(stored)
    if (stored === null || token === null) return null
    const attempt = stored.split(separator)[1] ?? randomId()
    if (stored === token) await this.set(token + separator + attempt)
    return { token, attempt }
  }

  async #read(): Promise<string | null> {
    if (this.#isBehind) return this.#copy
    return (await this.#storage.get()) ?? this.#copy
  }

  /** Replaces the token, and forgets the attempt. */
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
      if (only === undefined || tokenOf(this.#copy) === only) this.#copy = null
      this.#isBehind = this.#copy !== null && this.#isBehind
      if (only === undefined || tokenOf(await this.#storage.get()) === only) await this.#storage.clear()
    }).catch(() => undefined)
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(step, step)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
