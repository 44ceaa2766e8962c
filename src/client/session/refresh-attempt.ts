import type { StoredText } from '../platform/stored-text.js'

interface Needs {
  /** What all tabs read. */
  stored: StoredText
  createId(): string
}

/**
 * The attempt of a refresh with the cookie. The server repeats a lost answer for the same attempt, however late. So the
 * attempt must survive a reload and be the same in all tabs. Without a storage it is kept in memory.
 */
export class RefreshAttempts {
  readonly #needs: Needs
  #kept: string | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The attempt that has no answer yet, or a new one. */
  begin(): string {
    const { stored, createId } = this.#needs
    this.#kept = stored.get() ?? this.#kept ?? createId()
    stored.set(this.#kept)
    return this.#kept
  }

  /** The answer to this attempt has arrived. */
  end(attempt: string): void {
    const { stored } = this.#needs
    if (this.#kept === attempt) this.#kept = null
    if (stored.get() === attempt) stored.remove()
  }

  /** Another session has begun. */
  clear(): void {
    this.#kept = null
    this.#needs.stored.remove()
  }
}
