import { z } from 'zod'
import { serveParent } from './child.js'
import { openLane, type HttpLane } from './http-lane.js'
import { LoadSpec, type LoadResult } from './load-spec.js'

/** The process that makes load: `lanes` requests in flight, each answered before its lane sends the next. */
serveParent('ready', async question => run(LoadSpec.parse(question)))

async function run(spec: z.output<typeof LoadSpec>): Promise<LoadResult> {
  const requests = spec.authorizations.map(authorization => Buffer.from(rawRequest(spec, authorization)))
  const requestOf = (lane: number) => requests[lane % requests.length] ?? Buffer.alloc(0)
  const lanes = await Promise.all(Array.from({ length: spec.lanes }, (_, lane) => openLane(spec.port, requestOf(lane))))
  const start = performance.now()
  const perLane = await Promise.all(lanes.map(lane => drive(lane, start + spec.ms)))
  const seconds = (performance.now() - start) / 1000
  for (const lane of lanes) lane.close()
  const times = perLane.flatMap(({ times }) => times).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const failed = perLane.reduce((sum, { failed }) => sum + failed, 0)
  return { requests: times.length, failed, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) }
}

async function drive(lane: HttpLane, until: number) {
  const times: number[] = []
  let failed = 0
  for (let now = performance.now(); now < until;) {
    const status = await lane.send()
    const then = performance.now()
    times.push(then - now)
    if (status !== 200) failed += 1
    now = then
  }
  return { times, failed }
}

function rawRequest({ path, headers, body }: z.output<typeof LoadSpec>, authorization: string): string {
  const all = { host: '127.0.0.1', ...headers, authorization, 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${path} HTTP/1.1`, ...lines, '', body].join('\r\n')
}
