import { createServer } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { startSandbox } from '../src/sandbox/start-sandbox.js'
import { serveParent } from './child.js'
import { PUBLIC_URL } from './server-environment.js'
import type { UpstreamReady } from './upstream-ready.js'

/**
 * The Nextcloud of the bench: the sandbox, behind a front that repeats its answers to the same question. What is measured is our server, and the
 * machine has few cores. A question sets the delay of each answer in milliseconds.
 */
const NOTE = { title: 'Bench', content: 'A note of ordinary length. '.repeat(20), category: '' }
const sandbox = await startSandbox()
const noteId = await makeNote()
const client = sandbox.createClient({ redirectUris: ['http://127.0.0.1/callback'], tokenType: 'jwt' })
const tokens = await Promise.all(Array.from({ length: 16 }, issueToken))
const answers = new Map<string, Promise<{ status: number; headers: Record<string, string>; body: Buffer }>>()
let delayMs = 0

const front = createServer(async (request, response) => {
  const key = `${request.method} ${request.url} ${request.headers.authorization}`
  const known =
    answers.get(key) ?? fetchAnswer(request.method ?? 'GET', request.url ?? '/', request.headers.authorization)
  answers.set(key, known)
  if (delayMs > 0) await after(delayMs)
  const { status, headers, body } = await known
  response.writeHead(status, headers).end(body)
})
front.listen(0, '127.0.0.1', () => {
  const address = front.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const ready: UpstreamReady = { url: `http://127.0.0.1:${port}`, providerUrl: sandbox.url, noteId, client, tokens }
  serveParent(ready, question => {
    delayMs = Number(question)
  })
})

async function fetchAnswer(method: string, url: string, authorization = '') {
  const headers = { authorization, accept: 'application/json', 'ocs-apirequest': 'true' }
  const response = await fetch(`${sandbox.url}${url}`, { method, headers, redirect: 'manual' })
  const body = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/plain'
  return { status: response.status, headers: { 'content-type': type, 'content-length': String(body.length) }, body }
}

async function issueToken(): Promise<string> {
  const { clientId } = client
  const scope = 'openid profile notes.read notes.write files.read files.write'
  return (await sandbox.issueTokens({ uid: 'alice', clientId, scope, resource: `${PUBLIC_URL}/mcp` })).accessToken
}

async function makeNote(): Promise<number> {
  const headers = {
    authorization: `Basic ${Buffer.from('alice:alice-demo-password').toString('base64')}`,
    'content-type': 'application/json',
    'ocs-apirequest': 'true',
  }
  const url = `${sandbox.url}/index.php/apps/notes/api/v1/notes`
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(NOTE) })
  return JSON.parse(await response.text()).id
}
