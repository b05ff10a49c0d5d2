import type { Server, ServerResponse } from 'node:http'
import type { HttpRequest, HttpResponse } from '../../src/nextcloud/http-client.js'
import type { Secrets } from './secrets.js'
import type { Wire } from './wire.js'

/** One answer of our server, as it went over the wire. */
export interface Given {
  path: string
  headers: Record<string, string>
  body: string
}

/** Writes down every answer that a listening server gives. */
export function watchAnswers(server: Server): Given[] {
  const given: Given[] = []
  server.prependListener('request', (request, response: ServerResponse) => {
    const chunks: Buffer[] = []
    const { write, end, writeHead } = response
    const sent: Record<string, unknown> = {}
    const note = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    }
    response.write = (...args: unknown[]) => (note(args[0]), Reflect.apply(write, response, args))
    response.end = (...args: unknown[]) => (note(args[0]), Reflect.apply(end, response, args))
    // Fastify hands its headers over here, so the response itself does not know them.
    response.writeHead = (...args: unknown[]) => (
      Object.assign(sent, args.at(-1)),
      Reflect.apply(writeHead, response, args)
    )
    response.on('close', () => {
      const headers = Object.entries({ ...response.getHeaders(), ...sent }).map(([name, value]) => [
        name,
        String(value),
      ])
      given.push({
        path: request.url ?? '',
        headers: Object.fromEntries(headers),
        body: Buffer.concat(chunks).toString(),
      })
    })
  })
  return given
}

const FORM_SECRETS = ['code', 'refresh_token', 'client_secret', 'code_verifier', 'token']
const ANSWER_SECRETS = ['access_token', 'refresh_token', 'id_token', 'client_secret', 'registration_access_token']

/** Learns the secrets that only travel between server and Nextcloud. */
export function learnFromWire({ sent }: Pick<Wire, 'sent'>, secrets: Secrets): void {
  for (const { request, response } of sent) {
    learnFromRequest(request, secrets)
    if (response) learnFromAnswer(response, secrets)
  }
}

function learnFromRequest({ credential, body, headers = {} }: HttpRequest, secrets: Secrets): void {
  if (credential?.kind === 'bearer') secrets.add('access_token', credential.token.reveal())
  if (credential?.kind === 'basic') addPair(secrets, credential.loginName, credential.password.reveal())
  const text = String(body ?? '')
  for (const value of text.match(/Bearer [\w-]{43}/g) ?? []) secrets.add('webhook secret', value.slice(7))
  if (/urlencoded/.test(headers['content-type'] ?? '') || /^[\w-]+=/.test(text)) {
    const form = new URLSearchParams(text)
    for (const name of FORM_SECRETS) secrets.add(name, form.get(name) ?? undefined)
  }
}

function learnFromAnswer({ body }: HttpResponse, secrets: Secrets): void {
  const text = body.toString()
  for (const name of ANSWER_SECRETS) {
    const value = new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`).exec(text)?.[1]
    secrets.add(name, value?.replaceAll('\\/', '/'))
  }
}

/** A password, and the header that it makes. */
export function addPair(secrets: Secrets, login: string, password: string): string {
  const encoded = Buffer.from(`${login}:${password}`).toString('base64')
  secrets.add('password', password)
  secrets.add('Basic header', encoded)
  return `Basic ${encoded}`
}
