import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../src/lib/version.js'
import { startChild } from './child.js'
import { compare, type Comparison } from './compare.js'
import type { LoadSpec } from './load-spec.js'
import { measureStart } from './measure-start.js'
import { report, type Figure } from './report.js'

/** `npm run bench`: prints the table; `-- --write` also keeps it in docs/benchmarks.md. Three processes: Nextcloud, the server, the load. */
const ROUND_MS = 2000
const JSON_HEADERS = { 'content-type': 'application/json' }
const MCP_HEADERS = {
  ...JSON_HEADERS,
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-11-25',
  authorization: `Basic ${Buffer.from('alice:alice-demo-password').toString('base64')}`,
}

const upstream = await startChild('./upstream.js')
const { url, noteId } = z.object({ url: z.string(), noteId: z.int() }).parse(upstream.ready)
const server = await startChild('./server.js', [url, String(noteId)])
const ports = z.object({ mcp: z.int(), plain: z.int(), listBytes: z.int() }).parse(server.ready)
const load = await startChild('./load.js')

const message = (method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const note = message('tools/call', { name: 'nc_notes_get_note', arguments: { note_id: noteId } })
const specs = (plainPath: string, body: string, lanes: number): { mcp: LoadSpec; plain: LoadSpec } => ({
  mcp: { port: ports.mcp, path: '/mcp', headers: MCP_HEADERS, body, lanes, ms: ROUND_MS },
  plain: { port: ports.plain, path: plainPath, headers: JSON_HEADERS, body, lanes, ms: ROUND_MS },
})

const call = await compare(server, load, specs('/call', note, 16))
const list = await compare(server, load, specs('/list', message('tools/list', {}), 16))
await upstream.ask(20)
const light = await compare(server, load, specs('/call', note, 20))
const heavy = await compare(server, load, specs('/call', note, 200))
await upstream.ask(0)
for (const child of [load, server]) await child.stop()
const start = await measureStart(url)
await upstream.stop()

const two = (value: number) => value.toFixed(2)
const ratio = ({ throughput, processor }: Comparison) => Math.min(throughput, processor)
const rates = ({ mcp, plain }: Comparison) =>
  `${Math.round(mcp.perSecond)} against ${Math.round(plain.perSecond)} requests/s, ${Math.round(mcp.cpuUs)} against ${Math.round(plain.cpuUs)} µs of processor each`
const added = ({ mcp, plain }: Comparison) => ({ p50: mcp.p50 - plain.p50, p99: mcp.p99 - plain.p99 })
const latency = (what: string, comparison: Comparison): Figure => {
  const { p50, p99 } = added(comparison)
  return { what, goal: '<= 1 / 5 ms', measured: `${two(p50)} / ${two(p99)} ms`, met: p50 <= 1 && p99 <= 5 }
}

const figures: Figure[] = [
  {
    what: '`tools/call` by Basic, warm cache, of a plain route with the same upstream call',
    goal: '>= 0.50',
    measured: two(ratio(call)),
    met: ratio(call) >= 0.5,
  },
  {
    what: '`tools/list` of a route that answers a cached string',
    goal: '>= 0.80',
    measured: two(ratio(list)),
    met: ratio(list) >= 0.8,
  },
  latency('latency added to the plain route, p50 / p99, upstream of 20 ms, 200 in flight', heavy),
  latency('the same with 20 in flight', light),
  {
    what: 'start of the process to ready',
    goal: '<= 1000 ms',
    measured: `${Math.round(start.readyMs)} ms`,
    met: start.readyMs <= 1000,
  },
  {
    what: 'resident memory, idle',
    goal: '<= 150 MiB',
    measured: `${Math.round(start.idleMib)} MiB`,
    met: start.idleMib <= 150,
  },
]
const notes = [
  `tools/call: ${rates(call)}. The ratio is the worse of the two.`,
  `tools/list (${Math.round(ports.listBytes / 1024)} KiB): ${rates(list)}.`,
  `200 in flight: p50 ${two(heavy.mcp.p50)} ms against ${two(heavy.plain.p50)} ms, p99 ${two(heavy.mcp.p99)} against ${two(heavy.plain.p99)}; ${rates(heavy)}.`,
  `20 in flight: p50 ${two(light.mcp.p50)} ms against ${two(light.plain.p50)} ms, p99 ${two(light.mcp.p99)} against ${two(light.plain.p99)}; ${rates(light)}.`,
  'Medians of five rounds in turns; the plain routes run in the same process, on a bare Fastify without hooks, through the same HTTP client.',
]
const text = report(figures, notes)
process.stdout.write(text)
if (process.argv.includes('--write')) await keep(join(packageRoot, 'docs', 'benchmarks.md'))

/** Figures are renewed; what people wrote below them stays. */
async function keep(page: string): Promise<void> {
  const explained = /\n## Where the time goes[\s\S]*$/.exec(await readFile(page, 'utf8').catch(() => ''))?.[0] ?? ''
  await writeFile(page, `# Benchmarks\n\nWritten by \`npm run bench -- --write\`.\n\n${text}${explained}`)
}
