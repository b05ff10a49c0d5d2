import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface CollectedSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  /** 1 internal, 2 server, 3 client. */
  kind: number
  attributes: Record<string, string | number>
  /** 2: error. */
  status: { code: number; message?: string }
  links: { traceId: string; spanId: string }[]
}

export interface Collector {
  url: string
  spans(): CollectedSpan[]
  /** Everything that was ever received, as it came. */
  raw(): string
  resource(): Record<string, unknown>
  requests: { path: string; headers: IncomingHttpHeaders }[]
}

type Value = { stringValue?: string; intValue?: number; doubleValue?: number }
type Attribute = { key: string; value: Value }

const flat = (attributes: Attribute[] = []) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.doubleValue ?? '?']),
  )

/** A collector of OpenTelemetry on loopback that takes OTLP in JSON. @param status - what it answers. */
export async function startCollector(t: Test, status = 200): Promise<Collector> {
  const bodies: string[] = []
  const requests: Collector['requests'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString())
      requests.push({ path: request.url ?? '', headers: request.headers })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"upstream words"}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const batches = () => bodies.flatMap(body => JSON.parse(body).resourceSpans)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    raw: () => bodies.join('\n'),
    resource: () => flat(batches()[0]?.resource.attributes),
    requests,
    spans: () =>
      batches()
        .flatMap(batch => batch.scopeSpans)
        .flatMap(scope => scope.spans)
        .map(span => ({ links: [], ...span, attributes: flat(span.attributes) })),
  }
}
