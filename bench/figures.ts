import type { Comparison } from './compare.js'
import type { Figure } from './report.js'

const two = (value: number) => value.toFixed(2)

/** The worse of throughput and processor time. */
const ratioOf = ({ throughput, processor }: Comparison) => Math.min(throughput, processor)

export function ratioFigure(what: string, goal: number, comparison: Comparison): Figure {
  const ratio = ratioOf(comparison)
  return { what, goal: `>= ${two(goal)}`, measured: two(ratio), met: ratio >= goal }
}

/** A ratio for which nobody set a goal. */
export function plainRatio(what: string, comparison: Comparison): Figure {
  return { what, measured: two(ratioOf(comparison)) }
}

export function latencyFigure(what: string, { mcp, plain }: Comparison): Figure {
  const [p50, p99] = [mcp.p50 - plain.p50, mcp.p99 - plain.p99]
  return { what, goal: '<= 1 / 5 ms', measured: `${two(p50)} / ${two(p99)} ms`, met: p50 <= 1 && p99 <= 5 }
}

export function limitFigure(what: string, limit: number, value: number, unit: string): Figure {
  return { what, goal: `<= ${limit} ${unit}`, measured: `${Math.round(value)} ${unit}`, met: value <= limit }
}

export function rates({ mcp, plain }: Comparison): string {
  return `${Math.round(mcp.perSecond)} against ${Math.round(plain.perSecond)} requests/s, ${Math.round(mcp.cpuUs)} against ${Math.round(plain.cpuUs)} µs of processor each`
}

export function latencies({ mcp, plain }: Comparison): string {
  return `p50 ${two(mcp.p50)} ms against ${two(plain.p50)} ms, p99 ${two(mcp.p99)} against ${two(plain.p99)}`
}
