import {
  type Attributes,
  type Context,
  context,
  defaultTextMapGetter,
  isSpanContextValid,
  ProxyTracerProvider,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

// OpenTelemetry's API does nothing until an SDK is registered. telemetry/open-telemetry.ts registers one if the settings
// ask for it. An operator can register another one with `node --import`.

/** Names and numbers of the program itself, never a value that a client sent. */
interface SpanStart {
  name: string
  /** `server` and `client` cross a connection. */
  kind?: 'server' | 'client'
  attributes?: Attributes
  /** The parent. Default: the active span. */
  parent?: Context
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const

/** Whether an SDK is registered. */
export function isTraced(): boolean {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer('latchkey') !== undefined
}

export function startSpan({ name, kind, attributes = {}, parent = context.active() }: SpanStart): Span {
  return trace.getTracer('latchkey').startSpan(name, { attributes, ...(kind && { kind: kinds[kind] }) }, parent)
}

/** Spans that start inside `work`, now or later, are children of the span. */
export function runInside<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work)
}

/** Runs the work inside a new span, which ends with it. */
export async function inSpan<T>(start: SpanStart, work: () => Promise<T>): Promise<T> {
  const span = startSpan(start)
  try {
    return await runInside(span, work)
  } catch (error) {
    failSpan(span, failureOf(error))
    throw error
  } finally {
    span.end()
  }
}

/** `reason` is a code or a name. Never pass the message of an error: messages repeat values. */
export function failSpan(span: Span, reason: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', reason)
}

export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}

export function activeSpan(): Span | undefined {
  return trace.getActiveSpan()
}

/** Keeps the active span for work that another request may start later. */
export function keepSpan<Work>(work: Work): Work {
  return context.bind(context.active(), work)
}

/**
 * The parent that a request names in the headers `traceparent` and `tracestate` (W3C Trace Context). If instrumentation of
 * the operator has started a span for the request already, that span is the parent.
 */
export function parentOfRequest({ traceparent, tracestate }: Readonly<Record<string, unknown>>): Context {
  if (activeSpan() !== undefined) return context.active()
  return propagation.extract(ROOT_CONTEXT, { traceparent, tracestate }, defaultTextMapGetter)
}

/** The header that names the span to others (W3C Trace Context). Null without an SDK. */
export function traceparentOf(span: Span): string | null {
  const { traceId, spanId, traceFlags } = span.spanContext()
  if (!isSpanContextValid({ traceId, spanId, traceFlags })) return null
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}
