import type { Memo } from '../platform/environment.js'

interface Needs {
  memo: Memo | null
  /** Distinguishes servers of one origin. */
  name: string
  randomId(): string
}

/**
 * The attempt of a refresh with the cookie. The server repeats a lost answer for the same attempt, however late, so it
 * must survive a reload and be the same in all tabs. Without a storage it is kept in memory.
 */
export class RefreshAttempts {
  readonly #needs: Needs
  #kept: string | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The attempt that has no answer yet, or a new one. */
  begin(): string {
    this.#kept = this.#stored((memo, key) => memo.getItem(key)) ?? this.#kept ?? this.#needs.randomId()
    const attempt = this.#kept
    this.#stored((memo, key) => memo.setItem(key, attempt))
    return attempt
  }

  /** The answer to this attempt is in. */
  end(attempt: string): void {
    if (this.#kept === attempt) this.#kept = null
    this.#stored((memo, key) => {
      if (memo.getItem(key) === attempt) memo.removeItem(key)
    })
  }

  /** Another session has begun. */
  forget(): void {
    this.#kept = null
    this.#stored((memo, key) => memo.removeItem(key))
  }

  #stored<T>(step: (memo: Memo, key: string) => T): T | null {
    const { memo, name } = this.#needs
    try {
      return memo === null ? null : step(memo, `${name}:attempt`)
    } catch {
      return null
    }
  }
}
