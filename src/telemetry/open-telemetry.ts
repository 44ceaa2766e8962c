import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  defaultTextMapGetter,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Log } from '../platform/log.js'
import type { Span, SpanStart, Tracing } from '../platform/tracing.js'
import { version } from './version.js'

interface Target {
  url: string
  /** Null: `latchkey`, or what OTEL_RESOURCE_ATTRIBUTES says. */
  serviceName: string | null
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const
const stopMs = 3000

/**
 * A provider of its own, registered nowhere. Sampler, batches, headers and attributes of the resource come from the
 * standard variables, which the libraries read by themselves.
 */
export function startOpenTelemetry(target: Target, log: Log): Tracing {
  const complain = () => log.warn({ endpoint: target.url }, 'spans could not be sent')
  setGlobalErrorHandler(complain)
  const processor = new BatchSpanProcessor(new OTLPTraceExporter({ url: target.url }))
  const provider = new BasicTracerProvider({ resource: resourceOf(target), spanProcessors: [processor] })
  const tracer = provider.getTracer('latchkey', version)
  const inside = new AsyncLocalStorage<Span & { context: Context }>()
  return {
    start({ name, kind, attributes = {}, caller }: SpanStart): Span {
      const parent = caller === undefined ? (inside.getStore()?.context ?? ROOT_CONTEXT) : contextOf(caller)
      const started = tracer.startSpan(name, { attributes, ...(kind && { kind: kinds[kind] }) }, parent)
      const span = { ...spanOf(started), context: trace.setSpan(parent, started) }
      return Object.assign(span, { run: <T>(work: () => T) => inside.run(span as never, work) })
    },
    running: () => inside.getStore() ?? null,
    async [Symbol.asyncDispose]() {
      const patience = new Promise((resolve) => setTimeout(resolve, stopMs).unref())
      await Promise.race([provider.shutdown().catch(complain), patience])
    },
  }
}

function resourceOf({ serviceName }: Target): Resource {
  const own = resourceFromAttributes({ 'service.name': 'latchkey', 'service.version': version })
  const given = serviceName === null ? {} : { 'service.name': serviceName }
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(given))
}

function contextOf(caller: Readonly<Record<string, unknown>>): Context {
  return new W3CTraceContextPropagator().extract(ROOT_CONTEXT, caller, defaultTextMapGetter)
}

function spanOf(span: OtelSpan): Omit<Span, 'run'> {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return {
    traceId,
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(attributes),
    fail: (reason) => void span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', reason),
    end: () => span.end(),
  }
}
