import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Core } from '../core.js'
import type { FileNode } from '../files/file-node.js'
import { fieldsOf, paramOf, queryOf } from '../http/read-request.js'
import { attachmentRoutes } from './attachment-routes.js'
import { listNotes } from './list-notes.js'
import { noteFields } from './note-fields.js'
import { createNoteStore, type NoteStore } from './note-store.js'
import { sendBadPath, sendCrash, sendNoSuchNote, sendNotesJson, sendNotModified } from './notes-reply.js'
import { changedSettings, DEFAULT_NOTES_SETTINGS, type NotesSettings } from './notes-settings.js'

const API = '/apps/notes/api/:version'
const VERSIONS = new Set(['v1', 'v0.2'])

interface NotesCall {
  uid: string
  store: NoteStore
  request: FastifyRequest
  reply: FastifyReply
}

/** The Notes API 1.4 (Notes 5.0.2) over the files below `/Notes`. `v1` and `v0.2` are served; attachments live under `v1.4`. */
export function registerNotes(app: FastifyInstance, core: Core): void {
  const settings = new Map<string, NotesSettings>()
  const settingsOf = (uid: string) => settings.get(uid) ?? DEFAULT_NOTES_SETTINGS
  const route = (method: HTTPMethods, path: string, handle: (call: NotesCall) => FastifyReply) =>
    app.route({
      method,
      url: API + path,
      config: { kind: 'app' },
      handler: (request, reply) => {
        allowOrigin(request, reply)
        if (!VERSIONS.has(paramOf(request, 'version'))) return sendBadPath(reply)
        const uid = request.caller?.uid ?? ''
        return handle({ uid, store: createNoteStore(core, uid, settingsOf(uid)), request, reply })
      },
    })

  route('GET', '/settings', ({ uid, reply }) => sendNotesJson(reply, 200, settingsOf(uid)))
  route('PUT', '/settings', ({ uid, request, reply }) => {
    settings.set(uid, changedSettings(settingsOf(uid), fieldsOf(request)))
    return sendNotesJson(reply, 200, settingsOf(uid))
  })
  route('GET', '/notes', list)
  route('POST', '/notes', create)
  route('GET', '/notes/:id', withNote(read))
  route('PUT', '/notes/:id', withNote(update))
  route('DELETE', '/notes/:id', withNote(remove))
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) route(method, '/*', ({ reply }) => sendBadPath(reply))
  attachmentRoutes(app, core, uid => createNoteStore(core, uid, settingsOf(uid)))
  preflight(app)
}

function list({ store, request, reply }: NotesCall): FastifyReply {
  const { notes, etag, lastModified, chunk } = listNotes(store, queryOf(request))
  reply.header('last-modified', new Date(lastModified * 1000).toUTCString())
  if (request.headers['if-none-match'] === etag) return sendNotModified(reply, etag)
  if (chunk) reply.headers({ 'x-notes-chunk-cursor': chunk.cursor, 'x-notes-chunk-pending': String(chunk.pending) })
  return sendNotesJson(reply.header('etag', etag), 200, notes)
}

function create({ store, request, reply }: NotesCall): FastifyReply {
  const fields = noteFields(fieldsOf(request))
  return fields ? sendNotesJson(reply, 200, store.create(fields)) : sendCrash(reply)
}

const withNote =
  (handle: (call: NotesCall, file: FileNode) => FastifyReply) =>
  (call: NotesCall): FastifyReply => {
    const id = paramOf(call.request, 'id')
    if (!/^\d+$/.test(id)) return sendBadPath(call.reply)
    const file = call.store.find(Number(id))
    return file ? handle(call, file) : sendNoSuchNote(call.reply)
  }

function read({ store, request, reply }: NotesCall, file: FileNode): FastifyReply {
  const note = store.show(file)
  const etag = `"${note.etag}"`
  if (request.headers['if-none-match'] === etag) return sendNotModified(reply, etag)
  return sendNotesJson(reply.header('etag', etag), 200, note)
}

/** 412 carries the note as it is now; an If-Match without quotes never matches. */
function update({ store, request, reply }: NotesCall, file: FileNode): FastifyReply {
  const ifMatch = request.headers['if-match']
  const current = store.show(file)
  if (ifMatch !== undefined && ifMatch !== `"${current.etag}"`) return sendNotesJson(reply, 412, current)
  const fields = noteFields(fieldsOf(request))
  return fields ? sendNotesJson(reply, 200, store.update(file, fields)) : sendCrash(reply)
}

function remove({ store, reply }: NotesCall, file: FileNode): FastifyReply {
  store.remove(file)
  return sendNotesJson(reply, 200, [])
}

function allowOrigin(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers
  if (origin !== undefined) reply.header('access-control-allow-origin', origin)
}

function preflight(app: FastifyInstance): void {
  app.options(`${API}/*`, { config: { kind: 'app', credentials: 'ignored' } }, (request, reply) =>
    reply
      .headers({
        'content-type': 'text/html; charset=UTF-8',
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-methods': 'PUT, POST, GET, DELETE, PATCH',
        'access-control-allow-headers': 'Authorization, Content-Type, Accept',
        'access-control-allow-credentials': 'false',
      })
      .send(''),
  )
}
