import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

interface Attribute {
  key: string
  value: { stringValue?: string; intValue?: number }
}

export interface ReceivedSpan {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  /** 1: internal, 2: server, 3: client. */
  kind: number
  attributes: Record<string, string | number | undefined>
  failed: boolean
}

export interface OtlpReceiver {
  url: string
  spans: ReceivedSpan[]
  /** Everything as it came. */
  text(): string
  /** The resource of the last batch. */
  resource(): Record<string, string | number | undefined>
}

interface Batch {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: {
      spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: Attribute[]; status: { code?: number } })[]
    }[]
  }[]
}

/** A collector for OTLP over HTTP, in JSON. Closed when the test ends. */
export async function openOtlpReceiver(): Promise<OtlpReceiver> {
  const batches: Batch[] = []
  const spans: ReceivedSpan[] = []
  const server = createServer(async (request, response) => {
    const batch = (await json(request)) as Batch
    batches.push(batch)
    spans.push(...batch.resourceSpans.flatMap((each) => each.scopeSpans.flatMap((scope) => scope.spans.map(readSpan))))
    response.setHeader('content-type', 'application/json').end(request.url === '/v1/traces' ? '{}' : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    spans,
    text: () => JSON.stringify(batches),
    resource: () => readAttributes(batches.at(-1)?.resourceSpans[0]?.resource.attributes ?? []),
  }
}

type RawSpan = Batch['resourceSpans'][number]['scopeSpans'][number]['spans'][number]

function readSpan(span: RawSpan): ReceivedSpan {
  return { ...span, attributes: readAttributes(span.attributes), failed: span.status.code === 2 }
}

function readAttributes(attributes: readonly Attribute[]): ReceivedSpan['attributes'] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]))
}
