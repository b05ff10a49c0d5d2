import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Core } from '../core.js'
import { mediaTypeOf } from '../files/media-type.js'
import { bytesOf, paramOf, queryOf } from '../http/read-request.js'
import type { NoteStore } from './note-store.js'
import { sendNoSuchNote, sendNotesJson } from './notes-reply.js'

const URL = '/apps/notes/api/v1.4/attachment/:id'

/** Attachments: files beside their note, under `v1.4` alone. */
export function attachmentRoutes(app: FastifyInstance, core: Core, storeOf: (uid: string) => NoteStore): void {
  app.post(URL, { config: { kind: 'app' } }, (request, reply) => {
    const uid = request.caller?.uid ?? ''
    const folder = storeOf(uid).find(Number(paramOf(request, 'id')))?.parent
    const upload = firstUpload(bytesOf(request).toString('latin1'))
    if (!folder || !upload) return sendNoSuchNote(reply)
    const filename = `${randomBytes(16).toString('hex')}${upload.extension}`
    core.files.write(uid, folder, filename, upload.content)
    return sendNotesJson(reply, 200, { filename })
  })
  app.get(URL, { config: { kind: 'app' } }, (request, reply) => {
    const note = storeOf(request.caller?.uid ?? '').find(Number(paramOf(request, 'id')))
    const name = queryOf(request).get('path') ?? ''
    const file = note?.parent?.children.get(name)
    return file?.kind === 'file' ? sendAttachment(reply, name, file.content) : sendMissing(reply)
  })
  app.post(
    '/apps/notes/api/v1/attachment/:id',
    { config: { kind: 'app', credentials: 'ignored' } },
    (_request, reply) => reply.code(405).type('text/html; charset=UTF-8').send(''),
  )
}

function sendAttachment(reply: FastifyReply, name: string, content: Buffer): FastifyReply {
  const type = mediaTypeOf(name)
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(type.startsWith('text/') ? `${type};charset=UTF-8` : type)
    .send(content)
}

const sendMissing = (reply: FastifyReply) =>
  reply
    .code(404)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errorType: 'OCP\\Files\\NotFoundException' }))

/** The first file of a multipart body (RFC 7578); enough for the one field that the app reads. */
function firstUpload(body: string): { extension: string; content: Buffer } | undefined {
  const [, boundary, filename = '', content] =
    /^(--[^\r\n]+)\r\n[^]*?filename="([^"]*)"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(body) ?? []
  if (boundary === undefined || content === undefined) return undefined
  return { extension: /\.[^.]+$/.exec(filename)?.[0] ?? '', content: Buffer.from(content, 'latin1') }
}
