import { ConfigurationError } from '../config/mistakes.js'
import type { Settings } from '../config/settings.js'
import type { Log } from '../platform/log.js'
import { isTraced } from '../platform/tracing.js'

/** What `npm install` has to be given: they are not installed with Latchkey, because they are larger than it. */
const packages = ['api', 'core', 'resources', 'sdk-trace-node', 'exporter-trace-otlp-http']

/**
 * Registers an SDK if the standard variables of OpenTelemetry name an endpoint. Otherwise nothing of it is loaded, and the
 * result is null. An SDK that the operator has registered with `node --import` stays the only one.
 */
export async function openTracing(settings: Settings, log: Log): Promise<AsyncDisposable | null> {
  const url = tracesUrl(settings)
  if (url === null || isTraced()) return null
  const { startOpenTelemetry } = await import('./open-telemetry.js').catch((error: unknown) => {
    throw (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND' ? missingPackages() : error
  })
  return startOpenTelemetry({ url, serviceName: settings.OTEL_SERVICE_NAME }, log)
}

function tracesUrl(settings: Settings): string | null {
  if (settings.OTEL_SDK_DISABLED || settings.OTEL_TRACES_EXPORTER === 'none') return null
  if (settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== null) return settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT
  return base === null ? null : `${base.replace(/\/$/, '')}/v1/traces`
}

function missingPackages(): ConfigurationError {
  const names = packages.map((name) => `@opentelemetry/${name}`).join(' ')
  const expected = `unset, or the packages for tracing installed: npm install --no-save ${names}`
  return new ConfigurationError([{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', given: null, expected }])
}
