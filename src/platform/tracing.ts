/** Names and sizes of the program. Never a value that a client sent. */
type SpanAttributes = Readonly<Record<string, string | number>>

export interface SpanStart {
  name: string
  /** `server` and `client` cross a connection. */
  kind?: 'server' | 'client'
  attributes?: SpanAttributes
  /** The request headers `traceparent` and `tracestate` (W3C Trace Context). Without them the running span is the parent. */
  caller?: Readonly<Record<string, unknown>>
}

/** A measured piece of work. */
export interface Span {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** The header that names this span to other services (W3C Trace Context). */
  readonly traceparent: string
  rename(name: string): void
  set(attributes: SpanAttributes): void
  /** `reason` is a code or a name, and never the message of an error: messages repeat values. */
  fail(reason: string): void
  end(): void
  /** Spans that start inside `work`, now or later, belong to this span. */
  run<T>(work: () => T): T
}

/** Starts spans. Disposing of it sends the spans that wait. */
export interface Tracing extends AsyncDisposable {
  start(span: SpanStart): Span
  /** The span in which the caller runs. */
  running(): Span | null
}

/** A span around `work`. */
export async function inSpan<T>(tracing: Tracing, start: SpanStart, work: () => Promise<T>): Promise<T> {
  const span = tracing.start(start)
  try {
    return await span.run(work)
  } catch (error) {
    span.fail(failureOf(error))
    throw error
  } finally {
    span.end()
  }
}

export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}
