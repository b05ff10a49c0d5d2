import type { Child } from './child.js'
import { LoadResult, type LoadSpec } from './load-spec.js'

/** Medians over the rounds. */
export interface Side {
  perSecond: number
  /** Processor time of the server per request, microseconds. */
  cpuUs: number
  p50: number
  p99: number
}

export interface Comparison {
  mcp: Side
  plain: Side
  /** plain / MCP in requests per second, and in processor time; the load may limit the first, never the second. */
  throughput: number
  processor: number
}

const ROUNDS = 5
const WARM_UP_MS = 1500

/** Asks the two in turns, so that a noisy moment of the machine hits both, and takes medians. */
export async function compare(
  server: Child,
  load: Child,
  specs: { mcp: LoadSpec; plain: LoadSpec },
): Promise<Comparison> {
  for (const spec of [specs.mcp, specs.plain]) await load.ask({ ...spec, ms: WARM_UP_MS })
  const rounds: { mcp: Side; plain: Side }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (['mcp', 'plain'] as const) : (['plain', 'mcp'] as const)
    const first = await measure(server, load, specs[order[0]])
    const second = await measure(server, load, specs[order[1]])
    rounds.push(order[0] === 'mcp' ? { mcp: first, plain: second } : { mcp: second, plain: first })
  }
  const mcp = medians(rounds.map(round => round.mcp))
  const plain = medians(rounds.map(round => round.plain))
  return { mcp, plain, throughput: mcp.perSecond / plain.perSecond, processor: plain.cpuUs / mcp.cpuUs }
}

async function measure(server: Child, load: Child, spec: LoadSpec): Promise<Side> {
  const before = Number(await server.ask('cpu'))
  const result = LoadResult.parse(await load.ask(spec))
  const cpu = Number(await server.ask('cpu')) - before
  if (result.failed > 0) throw new TypeError(`${result.failed} of ${result.requests} requests to ${spec.path} failed`)
  return { perSecond: result.perSecond, cpuUs: cpu / result.requests, p50: result.p50, p99: result.p99 }
}

function medians(sides: readonly Side[]): Side {
  const of = (pick: (side: Side) => number) => median(sides.map(pick))
  return {
    perSecond: of(side => side.perSecond),
    cpuUs: of(side => side.cpuUs),
    p50: of(side => side.p50),
    p99: of(side => side.p99),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
