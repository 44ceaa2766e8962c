import { context, propagation, trace } from '@opentelemetry/api'
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { Log } from '../platform/log.js'
import { version } from './version.js'

interface Target {
  url: string
  /** Null: `latchkey`, or the name in OTEL_RESOURCE_ATTRIBUTES. */
  serviceName: string | null
}

/** Maximum time to send the last spans. */
const maxStopMs = 3000

/**
 * Registers an SDK that sends spans to the target. The libraries read the standard variables for the sampler, batches,
 * headers and attributes of the resource. Disposing sends the waiting spans.
 */
export function startOpenTelemetry(target: Target, log: Log): AsyncDisposable {
  const complain = () => log.warn({ endpoint: target.url }, 'spans could not be sent')
  setGlobalErrorHandler(complain)
  const processor = new BatchSpanProcessor(new OTLPTraceExporter({ url: target.url }))
  const provider = new NodeTracerProvider({ resource: resourceOf(target), spanProcessors: [processor] })
  // Without baggage: its values belong to the client.
  provider.register({ propagator: new W3CTraceContextPropagator() })
  return {
    async [Symbol.asyncDispose]() {
      const deadline = new Promise((resolve) => setTimeout(resolve, maxStopMs).unref())
      await Promise.race([provider.shutdown().catch(complain), deadline])
      for (const each of [trace, context, propagation]) each.disable()
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
