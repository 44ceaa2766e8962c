import { flag, oneOf, portOrOff, text } from './parsers.js'
import { of, optional } from './setting.js'
import { pageUrl } from './url-parsers.js'

const collector = 'http://127.0.0.1:4318'

/** What concerns those who watch the server: metrics, traces and logs. */
export const operationsSettings = {
  MANAGEMENT_PORT: of(portOrOff, 'off', 'Port of `/metrics`, and of `/livez` and `/readyz` too.'),
  MANAGEMENT_HOST: of(text, '127.0.0.1', 'Address that MANAGEMENT_PORT is opened on; never a public one.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...optional<string | null>(pageUrl, null, 'Where spans are sent, as OTLP over HTTP; `/v1/traces` is added.'),
    shownDefault: 'none: no tracing',
    example: collector,
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...optional<string | null>(pageUrl, null, 'The same, with the path and nothing added.'),
    shownDefault: 'none',
    example: `${collector}/v1/traces`,
  },
  OTEL_SERVICE_NAME: {
    ...optional<string | null>(text, null, 'The name of this service in traces.'),
    shownDefault: '`latchkey`',
    example: 'latchkey',
  },
  OTEL_SDK_DISABLED: of(flag, 'false', 'Turns tracing off, whatever the endpoints say.'),
  OTEL_TRACES_EXPORTER: of(oneOf('otlp', 'none'), 'otlp', '`none` turns tracing off.'),
  LOG_LEVEL: of(
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'info',
    'The least important lines that are logged.',
  ),
  LOG_FORMAT: {
    ...of(
      oneOf('json', 'pretty'),
      () => (process.stdout.isTTY ? 'pretty' : 'json'),
      'One JSON object a line, or text.',
    ),
    shownDefault: '`pretty` on a terminal, `json` otherwise',
  },
} as const
