import { type ApolloLink, type Observable, ServerError } from '@apollo/client'
import type { GraphqlAnswer } from './post.js'
import { countOf, type Outline } from './root-fields.js'
import { findRefusal, nothingRan, type Refusal } from './unauthenticated.js'

type Result = ApolloLink.Result

interface Observer {
  next(result: Result): void
  error(error: unknown): void
  complete(): void
}

type Event = (observer: Observer) => void

/** What comes back for one sending of an operation, held until it is known whether the operation is sent again. */
export class Reply {
  /** Resolves with the reply itself at the first thing that comes. Never rejects. */
  readonly begun: Promise<Reply>
  readonly #held: Event[] = []
  readonly #subscription: { unsubscribe(): void }
  #observer: Observer | null = null
  #first: { result?: Result; error?: unknown } | null = null

  constructor(source: Observable<Result>) {
    let begin: (reply: Reply) => void = () => undefined
    this.begun = new Promise((resolve) => {
      begin = resolve
    })
    const take = (event: Event, first: { result?: Result; error?: unknown }) => {
      this.#first ??= first
      if (this.#observer === null) this.#held.push(event)
      else event(this.#observer)
      begin(this)
    }
    this.#subscription = source.subscribe({
      next: (result) => take((observer) => observer.next(result), { result }),
      error: (error: unknown) => take((observer) => observer.error(error), { error }),
      complete: () => take((observer) => observer.complete(), {}),
    })
  }

  passTo(observer: Observer): void {
    this.#observer = observer
    for (const event of this.#held.splice(0)) event(observer)
  }

  stop(): void {
    this.#subscription.unsubscribe()
  }

  refusalFor(outline: Outline): (Refusal & { mayRepeat: boolean }) | null {
    const { result, error } = this.#first ?? {}
    // Other servers refuse an expired token so, before they look at the operation.
    if (ServerError.is(error) && error.statusCode === 401) return { sessionEnded: false, mayRepeat: true }
    const answer = result as GraphqlAnswer | undefined
    const refusal = answer === undefined ? null : findRefusal(answer)
    if (answer === undefined || refusal === null) return null
    return { ...refusal, mayRepeat: outline.type === 'query' || nothingRan(answer, countOf(outline)) }
  }
}
