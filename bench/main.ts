import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '../src/lib/version.js'
import { startChild } from './child.js'
import { latencies, latencyFigure, limitFigure, plainRatio, rates, ratioFigure } from './figures.js'
import { startBasicServer, startBearerServer } from './measured-server.js'
import { measureStart } from './measure-start.js'
import { report, type Figure } from './report.js'
import { UpstreamReady } from './upstream-ready.js'

/** `npm run bench`: prints the table; `-- --write` also keeps it in docs/benchmarks.md. Three processes: Nextcloud, the server, the load. */
const upstream = await startChild('./upstream.js')
const ready = UpstreamReady.parse(upstream.ready)
const load = await startChild('./load.js')

const message = (method: string, params: object = {}) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const note = message('tools/call', { name: 'nc_notes_get_note', arguments: { note_id: ready.noteId } })

const basic = await startBasicServer(ready, load)
const call = await basic.against('/call', note, 16)
const list = await basic.against('/list', message('tools/list'), 16)
await upstream.ask(20)
const light = await basic.against('/call', note, 20)
const heavy = await basic.against('/call', note, 200)
await upstream.ask(0)
await basic.stop()

const bearer = await startBearerServer(ready, load, 3600)
const bearerCall = await bearer.against('/call', note, 16)
const cached = await bearer.against('/nothing', message('ping'), 16)
await bearer.stop()
const forgetful = await startBearerServer(ready, load, 0)
const uncached = await forgetful.against('/userinfo', message('ping'), 16)
await forgetful.stop()

await load.stop()
const start = await measureStart(ready.url)
await upstream.stop()

const figures: Figure[] = [
  ratioFigure('`tools/call` by Basic, warm cache, of a plain route with the same upstream call', 0.5, call),
  ratioFigure('`tools/list` of a route that answers a cached string', 0.8, list),
  plainRatio('`tools/call` by bearer, warm cache, of a plain route with the same upstream call', bearerCall),
  plainRatio('cached bearer verification (`ping`), of a route that answers at once', cached),
  plainRatio('uncached bearer verification (`ping`), of a route that only asks userinfo', uncached),
  latencyFigure('latency added to the plain route, p50 / p99, upstream of 20 ms, 200 in flight', heavy),
  latencyFigure('the same with 20 in flight', light),
  limitFigure('start of the process to ready', 1000, start.readyMs, 'ms'),
  limitFigure('resident memory, idle', 150, start.idleMib, 'MiB'),
]
const notes = [
  `tools/call by Basic: ${rates(call)}. The ratio is the worse of the two.`,
  `tools/list (${Math.round(basic.listBytes / 1024)} KiB): ${rates(list)}.`,
  `tools/call by bearer: ${rates(bearerCall)}.`,
  `cached verification: ${rates(cached)}. Uncached, which is signature, claims and userinfo: ${rates(uncached)}.`,
  `200 in flight: ${latencies(heavy)}; ${rates(heavy)}.`,
  `20 in flight: ${latencies(light)}; ${rates(light)}.`,
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
