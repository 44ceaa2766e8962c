import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'

// An SDK that an operator registers before the program, with `node --import`. It sends spans to OWN_SDK_URL.
const exporter = new OTLPTraceExporter({ url: `${process.env.OWN_SDK_URL}/v1/traces` })
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register()
