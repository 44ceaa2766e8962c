import type { KeyValueStorage } from './environment.js'

/** One text in localStorage. Nothing here throws: without a storage, or with one that fails, there is no text. */
export class StoredText {
  readonly #storage: KeyValueStorage | null
  readonly #key: string

  constructor(storage: KeyValueStorage | null, key: string) {
    this.#storage = storage
    this.#key = key
  }

  get(): string | null {
    return this.#try((storage) => storage.getItem(this.#key))
  }

  set(text: string): void {
    this.#try((storage) => storage.setItem(this.#key, text))
  }

  remove(): void {
    this.#try((storage) => storage.removeItem(this.#key))
  }

  #try<T>(step: (storage: KeyValueStorage) => T): T | null {
    try {
      return this.#storage === null ? null : step(this.#storage)
    } catch {
      return null
    }
  }
}
